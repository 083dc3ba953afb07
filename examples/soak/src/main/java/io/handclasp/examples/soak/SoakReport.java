package io.handclasp.examples.soak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes a result as Markdown. */
final class SoakReport {
    private final SoakResult result;
    private final List<String> lines = new ArrayList<>();

    private SoakReport(SoakResult result) {
        this.result = result;
    }

    static String write(SoakResult result) {
        SoakReport report = new SoakReport(result);
        report.head();
        report.clients();
        report.sessions();
        report.held();
        report.violations();
        return String.join("\n", report.lines);
    }

    private void head() {
        Ledger ledger = result.ledger();
        add(
                "%s: %,d handshakes in %d rounds and %d min %d s, at most %d MiB of heap, JDK %d.",
                result.conclusion(),
                ledger.told() + ledger.cancelledCount(),
                result.samples().size(),
                result.took().toMinutes(),
                result.took().toSecondsPart(),
                Runtime.getRuntime().maxMemory() >> 20,
                Runtime.version().feature());
        Map<Mood, Integer> troubles = new TreeMap<>(result.troubles());
        troubles.remove(Mood.WELL);
        add(
                "Troubles of the auth service: %s.",
                troubles.isEmpty()
                        ? "none"
                        : troubles.entrySet().stream()
                                .map(each -> each.getKey() + " " + each.getValue())
                                .collect(Collectors.joining(", ")));
        add(
                "The health was right %,d times, a drift was told and over %d times, %,d log messages held no secret.",
                result.looks(), result.drifts(), result.logLines());
        long sentAgain = result.ledger().sentAgainCount();
        if (sentAgain > 0) {
            add(
                    "The JDK's client sent %,d handshakes once more, whose connections had ended without an answer.",
                    sentAgain);
        }
        add("");
    }

    private void clients() {
        add("| clients | admitted | refused | no verdict | lost |");
        add("|---|---|---|---|---|");
        for (Kind kind : Kind.values()) {
            if (kind != Kind.CANCELLED) {
                add(
                        "| %s | %,d | %,d | %,d | %,d |",
                        kind,
                        result.ledger().count(kind, Answer.ADMITTED),
                        result.ledger().count(kind, Answer.REFUSED),
                        result.ledger().count(kind, Answer.NO_VERDICT),
                        result.ledger().count(kind, Answer.LOST));
            }
        }
        add(
                "| %s: %,d, who waited for no answer | | | | |",
                Kind.CANCELLED, result.ledger().cancelledCount());
        add("");
    }

    private void sessions() {
        add("| sessions that | came to their end as they should |");
        add("|---|---|");
        for (Fate fate : Fate.values()) {
            add("| %s | %,d |", fate, result.ledger().count(fate));
        }
        add("");
    }

    private void held() {
        add("| held after a round | first | median | last | growth a round, second half | allowed | verdict |");
        add("|---|---|---|---|---|---|---|");
        for (Series series : Series.all()) {
            double[] values = series.of(result.samples());
            double[] half = Trend.secondHalf(values);
            add(
                    "| %s | %s | %s | %s | %s | %s | %s |",
                    series.name(),
                    number(values[0]),
                    number(median(values)),
                    number(values[values.length - 1]),
                    half.length < 2 ? "" : String.format(Locale.ROOT, "%+.2f", Trend.slope(half)),
                    number(series.boundPerRound()),
                    series.verdict(result.samples()));
        }
        add("");
    }

    private void violations() {
        add("Promises that were broken: %,d.", result.ledger().violationCount());
        result.ledger().violations().forEach(each -> add("- %s", each));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value == Math.rint(value) ? "%,.0f" : "%,.2f", value);
    }

    private void add(String format, Object... values) {
        lines.add(String.format(Locale.ROOT, format, values));
    }
}
