package io.handclasp.validator;

import io.handclasp.core.concurrent.Listeners;
import io.handclasp.core.time.TimeSource;
import io.handclasp.validator.model.CheckSource;
import io.handclasp.validator.model.Objective;
import io.handclasp.validator.model.ValidationPhase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/** All that a validator was built with; checked by its builder. */
record ValidatorSettings(
        String title,
        CheckPlan plan,
        List<CheckSource> sources,
        List<Objective> objectives,
        boolean objectivesRequired,
        Duration deadline,
        Map<ValidationPhase, PhasePolicy> policies,
        Optional<Executor> executor,
        Listeners<ValidationListener> listeners,
        TimeSource timeSource) {
    PhasePolicy policy(ValidationPhase phase) {
        return policies.getOrDefault(phase, PhasePolicy.standard(phase));
    }
}
