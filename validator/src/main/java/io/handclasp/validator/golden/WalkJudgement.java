package io.handclasp.validator.golden;

import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.Measurement;
import io.handclasp.validator.model.Objective;
import io.handclasp.validator.model.ObjectiveResult;
import io.handclasp.validator.model.Objectives;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What the journeys of a run come to. */
final class WalkJudgement {
    private static final int MOST_SHOWN = 5;

    private final GoldenPathSettings settings;
    private final List<JourneyResult> results;
    private final List<JourneyResult> failures;
    private final Measurement.Rate completion;

    WalkJudgement(GoldenPathSettings settings, List<JourneyResult> results) {
        this.settings = settings;
        this.results = results;
        this.failures = results.stream().filter(result -> !result.completed()).toList();
        this.completion =
                new Measurement.Rate(Objectives.GOLDEN_PATH, results.size() - (long) failures.size(), results.size());
    }

    CheckOutcome outcome() {
        return verdict()
                .withDetails(details())
                .withMeasurement(completion)
                .withMeasurement(connections())
                .withMeasurement(new Measurement.Durations(
                        "golden-path.duration",
                        results.stream()
                                .filter(JourneyResult::completed)
                                .map(JourneyResult::took)
                                .toList()));
    }

    private CheckOutcome verdict() {
        ObjectiveResult judged = Objective.rateAtLeast(
                        "golden-path", "golden path completed", Objectives.GOLDEN_PATH, settings.target())
                .evaluate(List.of(completion));
        String seen = completion.successes() + " of " + completion.trials() + " journeys completed"
                + judged.bounds()
                        .map(bounds -> String.format(
                                Locale.ROOT,
                                " (95 %% interval %s to %s)",
                                share(bounds.lower()),
                                share(bounds.upper())))
                        .orElse("")
                + failures.stream().findFirst().map(WalkJudgement::first).orElse("");
        String target = "target ≥ " + share(settings.target());
        String unfinished = results.size() < settings.runs()
                ? "; only " + results.size() + " of " + settings.runs() + " ended in time"
                : "";
        return switch (judged.verdict()) {
            case MISSED -> CheckOutcome.failed(seen + unfinished + "; " + target);
            case MET ->
                unfinished.isEmpty()
                        ? CheckOutcome.passed(seen + "; " + target)
                        : CheckOutcome.warning(seen + unfinished + "; " + target);
            case INSUFFICIENT_DATA ->
                tooFew(seen + unfinished + "; INSUFFICIENT_DATA for the " + target
                        + (judged.needed().isPresent()
                                ? ", which takes " + judged.needed().getAsLong() + " journeys at least"
                                : ""));
        };
    }

    private CheckOutcome tooFew(String message) {
        boolean unknown = settings.targetRequired() || results.isEmpty();
        CheckOutcome outcome = unknown ? CheckOutcome.unknown(message) : CheckOutcome.warning(message);
        boolean allWell = !results.isEmpty() && results.stream().allMatch(JourneyResult::completed);
        return allWell
                ? outcome.withHint(
                        "set runs to as many journeys as the target takes, or lower the target; see docs/golden-path.md")
                : outcome;
    }

    private static String first(JourneyResult failure) {
        return "; first failure at " + failure.failedStep().orElseThrow() + ": " + failure.message();
    }

    private Map<String, String> details() {
        Map<String, Integer> bySteps = new TreeMap<>();
        failures.forEach(failure -> bySteps.merge(failure.failedStep().orElseThrow(), 1, Integer::sum));
        Map<String, String> details = new LinkedHashMap<>();
        bySteps.forEach((step, count) -> details.put("failed at " + step, String.valueOf(count)));
        failures.stream()
                .limit(MOST_SHOWN)
                .forEach(failure ->
                        details.put("failure " + details.size(), first(failure).substring(2)));
        return details;
    }

    /** Of those that had a token. */
    private Measurement.Rate connections() {
        return new Measurement.Rate(
                Objectives.WEBSOCKET_SUCCESS,
                count(JourneyResult.Reached.CONNECTION),
                count(JourneyResult.Reached.CONNECTION) + count(JourneyResult.Reached.HANDSHAKE));
    }

    private long count(JourneyResult.Reached reached) {
        return results.stream().filter(result -> result.reached() == reached).count();
    }

    private static String share(double share) {
        return String.format(Locale.ROOT, "%.2f %%", share * 100);
    }
}
