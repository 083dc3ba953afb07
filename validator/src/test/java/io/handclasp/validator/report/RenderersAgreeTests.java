package io.handclasp.validator.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JakartaJsonNode;
import io.handclasp.validator.model.ValidationReport;
import io.handclasp.validator.model.Verdict;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** Whatever a report holds, all formats say of it what the model says, and each is well-formed. */
class RenderersAgreeTests {
    private static final Set<Verdict> SEEN = EnumSet.noneOf(Verdict.class);
    private static final URI SCHEMA_ID = URI.create("https://handclasp.example/report");

    private final Schema junit = junitSchema();
    private final Validator json = jsonSchema();

    private static Schema junitSchema() {
        URL schema = RenderersAgreeTests.class.getResource("junit-10.xsd");
        try {
            return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(schema);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Validator jsonSchema() {
        try {
            Validator validator = new ValidatorFactory()
                    .withJsonNodeFactory(new JakartaJsonNode.Factory())
                    .createValidator();
            validator.registerSchema(SCHEMA_ID, Files.readString(Path.of("../docs/validation-report.schema.json")));
            return validator;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Property(tries = 100)
    void renderWhenAnyReportThenAllFormatsSayItsVerdict(@ForAll long seed) throws Exception {
        ValidationReport report = RandomReports.of(seed);
        SEEN.add(report.verdict());

        assertText(report);
        assertJson(report);
        assertJunitXml(report);
        assertHtml(report);
    }

    @Example
    void renderWhenOneOfEverythingThenAllFormatsSayItsVerdict() throws Exception {
        ValidationReport report = SampleReports.everything();

        assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
        assertText(report);
        assertJson(report);
        assertJunitXml(report);
        assertHtml(report);
    }

    @Example
    void renderWhenManySeedsThenEveryVerdictComesUp() {
        for (long seed = 0; seed < 200; seed++) {
            SEEN.add(RandomReports.of(seed).verdict());
        }

        assertThat(SEEN).containsExactlyInAnyOrder(Verdict.values());
    }

    private static void assertText(ValidationReport report) {
        String text = ReportFormats.text(TextStyle.plain()).render(report);
        String ascii = ReportFormats.text(TextStyle.ascii()).render(report);

        assertThat(text)
                .contains("\nVerdict " + report.verdict() + ", exit code " + report.exitCode() + ", ")
                .doesNotContain("\u001B", "hunter2");
        assertThat(ascii).matches("\\p{ASCII}*").contains("\nVerdict " + report.verdict() + ", ");
    }

    private void assertJson(ValidationReport report) {
        String text = ReportFormats.json().render(report);
        JsonObject object = Json.createReader(new StringReader(text)).readObject();

        assertThat(json.validate(SCHEMA_ID, text).getErrors()).isEmpty();
        assertThat(object.getString("verdict")).isEqualTo(report.verdict().name());
        assertThat(object.getInt("exitCode")).isEqualTo(report.exitCode());
        assertThat(text).doesNotContain("hunter2");
    }

    private void assertJunitXml(ValidationReport report) throws Exception {
        String xml = ReportFormats.junitXml().render(report);
        junit.newValidator().validate(new StreamSource(new StringReader(xml)));
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
        Element suites = document.getDocumentElement();
        int failures = document.getElementsByTagName("failure").getLength();
        int errors = document.getElementsByTagName("error").getLength();

        assertThat(suites.getAttribute("failures")).isEqualTo(Integer.toString(failures));
        assertThat(suites.getAttribute("errors")).isEqualTo(Integer.toString(errors));
        assertThat(failures + errors > 0).isEqualTo(report.exitCode() != 0);
        assertThat(failures > 0).isEqualTo(report.verdict() == Verdict.FAIL);
        assertThat(document.getElementsByTagName("testcase").getLength())
                .isEqualTo(report.checks().size() + report.objectives().size() + 1);
        assertThat(xml).doesNotContain("hunter2");
    }

    private static void assertHtml(ValidationReport report) {
        String html = ReportFormats.html().render(report);

        assertThat(html)
                .contains("<strong>" + report.verdict() + "</strong>")
                .contains("<dd>" + report.exitCode() + "</dd>")
                .doesNotContain("<script", "hunter2", "http://", "https://", "src=", "url(", "@import");
    }
}
