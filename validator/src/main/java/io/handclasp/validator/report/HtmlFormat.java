package io.handclasp.validator.report;

import io.handclasp.validator.model.ValidationReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The page: what it comes to, what is wrong, when what ran, the numbers, and everything in detail. */
final class HtmlFormat implements ReportFormat {
    private static final String SHEET = "report.css";

    @Override
    public String render(ValidationReport report) {
        Html html = new Html();
        html.doctype();
        html.open("html", "lang", "en").line().open("head").line();
        html.empty("meta", "charset", "utf-8").line();
        // No script, nothing from elsewhere: whatever a value might smuggle in, the browser refuses it, too.
        html.empty(
                        "meta",
                        "http-equiv",
                        "Content-Security-Policy",
                        "content",
                        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'")
                .line();
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .line();
        html.empty("meta", "name", "color-scheme", "content", "light dark").line();
        html.element("title", report.verdict() + ": " + report.title()).line();
        html.style(sheet()).line().close().line();
        html.open("body").line();
        html.element("a", "Skip to the content", "class", "skip", "href", "#content")
                .line();
        HtmlSummary.header(html, report);
        html.open("main", "id", "content").line();
        HtmlSummary.attention(html, report);
        HtmlTimeline.phases(html, report);
        HtmlObjectives.section(html, report);
        HtmlLatency.section(html, report);
        HtmlDrills.section(html, report);
        HtmlChecks.section(html, report);
        html.close().line();
        html.open("footer")
                .element("p", "Made by Handclasp. This page refers to nothing outside of it.")
                .close()
                .line();
        return html.close().line().close().line().build();
    }

    private static String sheet() {
        try (InputStream sheet = HtmlFormat.class.getResourceAsStream(SHEET)) {
            if (sheet == null) {
                throw new IllegalStateException(SHEET + " is missing from the jar of handclasp-validator");
            }
            return new String(sheet.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
