package io.handclasp.probes.micrometer;

import io.handclasp.probes.ProbeDefinition;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.probes.ProbeRunner;
import io.handclasp.probes.ProbeSet;
import io.handclasp.probes.monitor.HealthMonitor;
import java.util.List;
import java.util.concurrent.Callable;

/** A host that has no Micrometer: the monitor works, and metrics say what to add. */
public final class WithoutMicrometer implements Callable<String> {
    public WithoutMicrometer() {}

    @Override
    public String call() {
        ProbeDefinition one = ProbeDefinition.builder("one", deadline -> ProbeOutcome.up("seen"))
                .build();
        HealthMonitor monitor = HealthMonitor.builder(ProbeRunner.builder(ProbeSet.of(one))
                        .executor(Runnable::run)
                        .build())
                .build();
        String status = monitor.run().status().toString();
        try {
            return status + ", and there are "
                    + MicrometerHealth.of(monitor, List.of()).getClass().getSimpleName();
        } catch (IllegalStateException missing) {
            return status + ", " + missing.getMessage();
        }
    }
}
