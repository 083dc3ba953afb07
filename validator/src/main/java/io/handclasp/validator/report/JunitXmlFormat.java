package io.handclasp.validator.report;

import io.handclasp.core.Status;
import io.handclasp.validator.model.ValidationReport;
import java.io.StringWriter;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** JUnit XML: a suite for each phase, one for the objectives, one for the run as a whole. */
final class JunitXmlFormat implements ReportFormat {
    @Override
    public String render(ValidationReport report) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            write(xml, report, JunitSuite.of(report));
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a string could not be written to", e);
        }
        return text.append('\n').toString();
    }

    private static void write(XMLStreamWriter xml, ValidationReport report, List<JunitSuite> suites)
            throws XMLStreamException {
        xml.writeStartElement("testsuites");
        xml.writeAttribute("name", clean(report.title()));
        xml.writeAttribute("time", seconds(report.took()));
        writeCounts(
                xml, suites.stream().flatMap(suite -> suite.cases().stream()).toList());
        for (int i = 0; i < suites.size(); i++) {
            JunitSuite suite = suites.get(i);
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", clean(suite.name()));
            writeCounts(xml, suite.cases());
            xml.writeAttribute("skipped", Long.toString(count(suite.cases(), Status.SKIPPED)));
            xml.writeAttribute("time", seconds(suite.took()));
            // Local time without an offset is what the schema wants; it is UTC here.
            xml.writeAttribute(
                    "timestamp",
                    DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(report.startedAt()
                            .plus(suite.startedAfter())
                            .truncatedTo(ChronoUnit.SECONDS)
                            .atOffset(ZoneOffset.UTC)));
            xml.writeAttribute("id", Integer.toString(i));
            for (JunitCase test : suite.cases()) {
                writeCase(xml, test);
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static void writeCounts(XMLStreamWriter xml, List<JunitCase> cases) throws XMLStreamException {
        xml.writeAttribute("tests", Integer.toString(cases.size()));
        xml.writeAttribute("failures", Long.toString(count(cases, Status.FAIL)));
        xml.writeAttribute("errors", Long.toString(count(cases, Status.UNKNOWN)));
    }

    private static long count(List<JunitCase> cases, Status result) {
        return cases.stream().filter(test -> test.result() == result).count();
    }

    private static void writeCase(XMLStreamWriter xml, JunitCase test) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("name", clean(test.name()));
        xml.writeAttribute("classname", test.className());
        xml.writeAttribute("time", seconds(test.took()));
        switch (test.result()) {
            case FAIL -> writeProblem(xml, "failure", test);
            case UNKNOWN -> writeProblem(xml, "error", test);
            case SKIPPED -> {
                xml.writeEmptyElement("skipped");
                xml.writeAttribute("message", clean(test.message()));
            }
            case PASS, WARN, BLOCKED -> {
                xml.writeStartElement("system-out");
                xml.writeCharacters(clean(test.text()));
                xml.writeEndElement();
            }
        }
        xml.writeEndElement();
    }

    private static void writeProblem(XMLStreamWriter xml, String element, JunitCase test) throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeAttribute("message", clean(test.message()));
        xml.writeAttribute("type", test.type());
        xml.writeCharacters(clean(test.text()));
        xml.writeEndElement();
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f", duration.toNanos() / 1e9);
    }

    /** XML 1.0, section 2.2, has no place for control characters, half surrogate pairs and two more. */
    private static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> clean.appendCodePoint(isCharacter(c) ? c : '\uFFFD'));
        return clean.toString();
    }

    static boolean isCharacter(int c) {
        return c == '\t' || c == '\n' || (c >= ' ' && c < 0xD800) || (c > 0xDFFF && c < 0xFFFE) || c > 0xFFFF;
    }
}
