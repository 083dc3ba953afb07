package io.handclasp.validator.checks;

import io.handclasp.drift.detect.DriftDetector;
import io.handclasp.validator.model.CheckDefinition;
import io.handclasp.validator.model.CheckSource;
import io.handclasp.validator.model.ValidationPhase;
import java.util.List;

/**
 * The checks of {@link ValidationPhase#SERVICE_INTEGRATION}: drift, calls to other services, clocks and key sets. Immutable; safe for
 * use by many threads.
 */
public final class IntegrationChecks implements CheckSource {
    private final List<CheckDefinition> checks;

    IntegrationChecks(List<CheckDefinition> checks) {
        this.checks = checks;
    }

    /**
     * The checks of a host's configuration and of the services that it calls.
     *
     * @param detector compares what is configured with what should be
     * @param calls the calls to other services
     * @return the checks
     * @throws IllegalArgumentException when two calls have one id
     */
    public static CheckSource of(DriftDetector detector, ServiceCall... calls) {
        IntegrationChecksBuilder builder = builder().drift(detector);
        for (ServiceCall call : calls) {
            builder.serviceCall(call);
        }
        return builder.build();
    }

    /**
     * Starts the making of the checks.
     *
     * @return a builder without checks
     */
    public static IntegrationChecksBuilder builder() {
        return new IntegrationChecksBuilder();
    }

    @Override
    public List<CheckDefinition> checks() {
        return checks;
    }
}
