package io.handclasp.validator.report;

import io.handclasp.core.statistics.Sample;
import io.handclasp.validator.model.Measurement;
import io.handclasp.validator.model.ValidationReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;

/** How long things took: a histogram for each name under which durations were measured, and its percentiles as numbers. */
final class HtmlLatency {
    private static final double NANOS = 1e9;
    private static final int HEIGHT = 100;
    /** Fewer values have no shape to be seen. */
    private static final int SMALLEST_CHART = 10;

    private HtmlLatency() {}

    static void section(Html html, ValidationReport report) {
        Map<String, List<Duration>> byName = new TreeMap<>();
        for (Measurement measurement : report.measurements()) {
            if (measurement instanceof Measurement.Durations durations
                    && !durations.values().isEmpty()) {
                byName.computeIfAbsent(durations.name(), name -> new ArrayList<>())
                        .addAll(durations.values());
            }
        }
        if (byName.isEmpty()) {
            return;
        }
        html.open("section", "aria-labelledby", "latency").line();
        html.element("h2", "How long it took", "id", "latency").line();
        html.open("div", "class", "charts").line();
        byName.forEach((name, values) -> chart(html, name, values));
        html.close().line().close().line();
    }

    private static void chart(Html html, String name, List<Duration> values) {
        Sample sample = Sample.ofNanos(values);
        html.open("figure").line();
        html.open("figcaption")
                .element("code", name)
                .text(", n = " + Shown.count(sample.size()))
                .close()
                .line();
        if (values.size() >= SMALLEST_CHART) {
            histogram(html, name, Histogram.of(values), sample);
        }
        html.open("dl", "class", "facts small").line();
        fact(html, "Mean", mean(sample.mean()));
        fact(html, "Median", shown(sample.percentile(0.5)));
        fact(html, "95th", shown(sample.percentile(0.95)));
        fact(html, "99th", shown(sample.percentile(0.99)));
        fact(html, "Longest", shown(sample.max()));
        html.close().line().close().line();
    }

    private static void histogram(Html html, String name, Histogram histogram, Sample sample) {
        html.open(
                        "svg",
                        "class",
                        "histogram",
                        "viewBox",
                        "0 0 " + histogram.counts().size() * 10 + " " + HEIGHT,
                        "preserveAspectRatio",
                        "none",
                        "role",
                        "img",
                        "aria-label",
                        "histogram of " + name + " from " + shown(sample.min()) + " to " + shown(sample.max()))
                .line();
        for (int i = 0; i < histogram.counts().size(); i++) {
            bar(html, i, histogram);
        }
        html.close().line();
        html.open("p", "class", "axis", "aria-hidden", "true")
                .element("span", Shown.seconds(histogram.edge(0)))
                .element("span", Shown.seconds(histogram.edge(histogram.counts().size())))
                .close()
                .line();
    }

    private static void bar(Html html, int index, Histogram histogram) {
        long count = histogram.counts().get(index);
        if (count == 0) {
            return;
        }
        double height = Math.max(1.5, HEIGHT * (double) count / histogram.largest());
        html.open(
                        "rect",
                        "x",
                        String.format(Locale.ROOT, "%.1f", index * 10 + 0.5),
                        "y",
                        String.format(Locale.ROOT, "%.1f", HEIGHT - height),
                        "width",
                        "9",
                        "height",
                        String.format(Locale.ROOT, "%.1f", height))
                .element(
                        "title",
                        Shown.seconds(histogram.edge(index)) + " to " + Shown.seconds(histogram.edge(index + 1)) + ": "
                                + Shown.count(count))
                .close();
    }

    private static void fact(Html html, String name, String value) {
        html.open("div").element("dt", name).element("dd", value).close();
    }

    private static String mean(OptionalDouble nanos) {
        return nanos.isPresent() ? Shown.seconds(nanos.getAsDouble() / NANOS) : "–";
    }

    /** A percentile that the sample is too small for is not shown. */
    private static String shown(OptionalLong nanos) {
        return nanos.isPresent() ? Shown.seconds(nanos.getAsLong() / NANOS) : "too few";
    }
}
