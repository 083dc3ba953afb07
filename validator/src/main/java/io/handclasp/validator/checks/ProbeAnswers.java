package io.handclasp.validator.checks;

import io.handclasp.probes.Ending;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.probes.ProbeResult;
import io.handclasp.validator.model.CheckOutcome;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a probe answered, as the outcome of a check. Its texts are scrubbed already, and its hint leads to the page of the probes. */
final class ProbeAnswers {
    private ProbeAnswers() {}

    static CheckOutcome of(ProbeResult result) {
        boolean late = result.ending() == Ending.TIMED_OUT || result.ending() == Ending.STILL_RUNNING;
        return late
                ? dressed(CheckOutcome.timedOut(result.outcome().message()), result.outcome())
                : of(result.outcome());
    }

    static CheckOutcome of(ProbeOutcome answer) {
        CheckOutcome bare = switch (answer.state()) {
            case UP -> CheckOutcome.passed(answer.message());
            case WARN -> CheckOutcome.warning(answer.message());
            case DOWN -> CheckOutcome.failed(answer.message());
            case UNKNOWN -> CheckOutcome.unknown(answer.message());
            case SKIPPED -> CheckOutcome.skipped(answer.message());
            case BLOCKED ->
                CheckOutcome.blocked(HealthChecks.checkId(answer.blockedBy().orElseThrow()));
        };
        return dressed(bare, answer);
    }

    private static CheckOutcome dressed(CheckOutcome bare, ProbeOutcome answer) {
        Map<String, String> details = new LinkedHashMap<>(answer.details());
        answer.phases().forEach((phase, took) -> details.put("time for " + phase, Times.shown(took)));
        CheckOutcome dressed = bare.withDetails(details);
        return answer.hint().map(dressed::withHint).orElse(dressed);
    }
}
