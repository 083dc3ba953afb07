package io.handclasp.validator.report;

import static io.handclasp.validator.model.ValidationPhase.GOLDEN_PATH;
import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.RunEnding;
import io.handclasp.validator.model.ValidationReport;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The page holds nothing but what it should, and can be read by machines that read it to people. */
class HtmlFormatTests {
    private static final String SECRET = "s3cr3t-planted";
    private static final String TOKEN = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJl";

    private static Document parse(String html) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(html)));
    }

    private static Stream<Element> elements(Document page, String name) {
        NodeList found = page.getElementsByTagName(name);
        return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i));
    }

    private static ValidationReport planted() {
        String evil = "\"><script>alert(1)</script><img src=x onerror='alert(2)'>";
        return SampleReports.report(
                RunEnding.CANCELLED,
                List.of(SampleReports.phase(
                        GOLDEN_PATH,
                        0,
                        10,
                        SampleReports.check(
                                GOLDEN_PATH,
                                "evil",
                                "title " + evil,
                                CheckOutcome.failed("Authorization: Bearer " + SECRET + " for " + TOKEN + evil)
                                        .withHint("https://user:" + SECRET + "@host/?access_token=" + SECRET + evil)
                                        .withDetails(Map.of("password", SECRET, "name " + evil, evil)),
                                0,
                                5))));
    }

    @Test
    void renderWhenScriptsAndSecretsArePlantedThenNeitherIsThere() throws Exception {
        String html = ReportFormats.html().render(planted());

        assertThat(html).doesNotContain(SECRET, TOKEN, "<script", "<img");
        assertThat(html).contains("&lt;script&gt;alert(1)&lt;/script&gt;");
        assertThat(elements(parse(html), "script")).isEmpty();
        assertThat(elements(parse(html), "img")).isEmpty();
        assertThat(Stream.of(ReportFormats.json(), ReportFormats.junitXml(), ReportFormats.text(TextStyle.plain()))
                        .map(format -> format.render(planted())))
                .allSatisfy(text -> assertThat(text).doesNotContain(SECRET, TOKEN));
    }

    @Test
    void renderWhenCheckFailedThenItsCardTellsWhatItSawBeforeAnythingElse() {
        String page = ReportFormats.html().render(SampleReports.everything());

        assertThat(page.indexOf("169.254.169.254")).isPositive().isLessThan(page.indexOf("<h2 id=\"checks\""));
    }

    @Test
    void renderWhenRunWasCutShortThenThePageSaysSo() {
        assertThat(ReportFormats.html().render(planted()))
                .contains("The run was cancelled before it was complete.", "<strong>FAIL</strong>");
    }

    @Test
    void renderWhenOneOfEverythingThenHeadingsStepDownOneByOneAndSectionsAreNamed() throws Exception {
        Document page = parse(ReportFormats.html().render(SampleReports.everything()));
        List<Integer> levels = new ArrayList<>();
        collectHeadings(page.getDocumentElement(), levels);

        assertThat(page.getDocumentElement().getAttribute("lang")).isEqualTo("en");
        assertThat(levels).startsWith(1, 2, 3).filteredOn(level -> level == 1).hasSize(1);
        for (int i = 1; i < levels.size(); i++) {
            assertThat(levels.get(i)).isLessThanOrEqualTo(levels.get(i - 1) + 1);
        }
        List<String> ids = Stream.of("h2", "h3", "li", "main")
                .flatMap(name -> elements(page, name))
                .map(element -> element.getAttribute("id"))
                .filter(id -> !id.isEmpty())
                .toList();
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(elements(page, "section"))
                .hasSize(6)
                .allSatisfy(section -> assertThat(ids).contains(section.getAttribute("aria-labelledby")));
        assertThat(elements(page, "a"))
                .hasSizeGreaterThan(6)
                .allSatisfy(link -> assertThat("#" + String.join(" #", ids)).contains(link.getAttribute("href")));
        assertThat(elements(page, "svg"))
                .isNotEmpty()
                .allSatisfy(svg -> assertThat(svg.getAttribute("aria-label")).isNotBlank());
    }

    private static void collectHeadings(Element element, List<Integer> levels) {
        if (element.getTagName().matches("h[1-6]")) {
            levels.add(element.getTagName().charAt(1) - '0');
        }
        NodeList children = element.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i) instanceof Element child) {
                collectHeadings(child, levels);
            }
        }
    }

    @Test
    void renderWhenEverySentenceIsReadThenFailureComesWithImpactAndHint() {
        String html = ReportFormats.html().render(SampleReports.everything());

        assertThat(html)
                .contains("Tokens travel over the public internet, and handshakes fail when it is slow.")
                .contains("gcloud run services update chat --vpc-egress=all-traffic")
                .contains("Blocks: inside is faster than outside")
                .contains("insufficient data, needs n = 765");
    }

    /** Web Content Accessibility Guidelines 2.2, 1.4.3: at least 4.5 to 1. */
    @ParameterizedTest
    @CsvSource({
        "ink, paper",
        "ink, card",
        "soft, paper",
        "soft, card",
        "link, paper",
        "link, card",
        "pass, pass-soft",
        "warn, warn-soft",
        "fail, fail-soft",
        "unknown, unknown-soft",
        "skipped, skipped-soft",
        "ink, pass-soft",
        "ink, warn-soft",
        "ink, fail-soft",
        "ink, unknown-soft"
    })
    void coloursWhenTextStandsOnThemThenContrastIsEnoughInLightAndDark(String text, String ground) {
        List<Map<String, String>> themes = themes(ReportFormats.html().render(SampleReports.clean()));

        assertThat(themes).hasSize(3);
        assertThat(themes)
                .allSatisfy(theme -> assertThat(contrast(theme.get(text), theme.get(ground)))
                        .as("%s on %s", theme.get(text), theme.get(ground))
                        .isGreaterThanOrEqualTo(4.5));
    }

    private static List<Map<String, String>> themes(String html) {
        Matcher theme = Pattern.compile(":root \\{([^}]*)}").matcher(html);
        return theme.results()
                .map(found -> Pattern.compile("--([a-z-]+): (#[0-9a-f]{6})")
                        .matcher(found.group(1))
                        .results()
                        .collect(Collectors.toMap(entry -> entry.group(1), entry -> entry.group(2))))
                .toList();
    }

    private static double contrast(String one, String other) {
        double lighter = Math.max(luminance(one), luminance(other));
        double darker = Math.min(luminance(one), luminance(other));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(String colour) {
        double[] parts = IntStream.of(1, 3, 5)
                .mapToDouble(at -> Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0)
                .map(part -> part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4))
                .toArray();
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
    }
}
