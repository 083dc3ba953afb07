package io.handclasp.validator.golden;

import io.handclasp.validator.model.CheckDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** All that a golden path was built with; checked by its builder. Its definition has no body yet. */
record GoldenPathSettings(
        CheckDefinition definition,
        Dialling dialling,
        Login login,
        Duration loginWithin,
        Duration connectWithin,
        List<Step> steps,
        List<EventMatcher> ignored,
        Duration closeWithin,
        int runs,
        int concurrency,
        Optional<Executor> executor,
        double target,
        boolean targetRequired) {
    /** Longer than any journey whose steps keep to their times: what takes longer hangs in the host's code. */
    Duration longestJourney() {
        return steps.stream()
                .map(Step::within)
                .reduce(loginWithin.plus(connectWithin).plus(closeWithin), Duration::plus)
                .plusSeconds(1);
    }
}
