package io.handclasp.examples.health;

import io.handclasp.probes.Criticality;
import io.handclasp.probes.ProbeDefinition;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.probes.ProbeRunner;
import io.handclasp.probes.ProbeSet;
import io.handclasp.probes.monitor.HealthMonitor;

/** Monitors whose probes answer what a test says. */
final class Monitors {
    private Monitors() {}

    static ProbeSet probes(ProbeOutcome database) {
        return ProbeSet.of(
                ProbeDefinition.builder("database", deadline -> database).build(),
                ProbeDefinition.builder("redis", deadline -> ProbeOutcome.down("refused"))
                        .criticality(Criticality.IMPORTANT)
                        .hint("start it")
                        .build());
    }

    static HealthMonitor of(ProbeSet probes) {
        return HealthMonitor.builder(
                        ProbeRunner.builder(probes).executor(Runnable::run).build())
                .build();
    }
}
