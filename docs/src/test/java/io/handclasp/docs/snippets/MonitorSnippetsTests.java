package io.handclasp.docs.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.Status;
import io.handclasp.core.testing.ManualScheduler;
import io.handclasp.probes.Criticality;
import io.handclasp.probes.HealthReport;
import io.handclasp.probes.Probe;
import io.handclasp.probes.ProbeDefinition;
import io.handclasp.probes.ProbeKind;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.probes.ProbeRunner;
import io.handclasp.probes.ProbeSet;
import io.handclasp.probes.monitor.HealthEvent;
import io.handclasp.probes.monitor.HealthMonitor;
import io.handclasp.probes.monitor.MonitorSchedule;
import io.handclasp.probes.report.HealthAnswer;
import io.handclasp.probes.report.HealthFormats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class MonitorSnippetsTests {
    private final Executor executor = Runnable::run;
    private final ManualScheduler scheduler = new ManualScheduler();
    private final List<String> paged = new ArrayList<>();
    private final Consumer<String> pager = paged::add;
    private ProbeOutcome answer = ProbeOutcome.down("refused");

    private ProbeSet probes() {
        Probe database = deadline -> answer;
        Probe orders = deadline -> ProbeOutcome.up("seen");
        // tag::health-probes[]
        ProbeSet probes = ProbeSet.of(
                ProbeDefinition.builder("database", database)
                        .deadline(Duration.ofSeconds(1))
                        .hint("is PostgreSQL up? see the runbook")
                        .build(),
                ProbeDefinition.builder("orders", orders)
                        .dependsOn("database")
                        .criticality(Criticality.IMPORTANT)
                        .build());
        // end::health-probes[]
        return probes;
    }

    @Test
    void runWhenDatabaseIsDownThenOrdersBlocked() {
        ProbeSet probes = probes();
        // tag::health-run[]
        ProbeRunner runner = ProbeRunner.builder(probes)
                .executor(executor)
                .deadline(Duration.ofSeconds(5))
                .build();
        HealthReport report = runner.run();
        // end::health-run[]

        assertThat(report.status()).isEqualTo(Status.FAIL);
        assertThat(report.result("orders").orElseThrow().outcome().blockedBy()).contains("database");
    }

    @Test
    void scheduleWhenDatabaseIsDownThenPagedOnceAndEndpointsSaySo() {
        ProbeRunner runner = ProbeRunner.builder(probes()).executor(executor).build();
        // tag::health-monitor[]
        HealthMonitor monitor = HealthMonitor.builder(runner)
                .listener(event -> {
                    if (event instanceof HealthEvent.AlertRaised alert) {
                        pager.accept(alert.finding().message());
                    }
                })
                .build();
        MonitorSchedule schedule = monitor.schedule(scheduler, Duration.ofSeconds(10));
        // end::health-monitor[]
        scheduler.advance(Duration.ofMinutes(1));

        // tag::health-endpoints[]
        HealthAnswer live = HealthFormats.microProfile().write(monitor.poll(ProbeKind.LIVENESS));
        HealthAnswer ready = HealthFormats.springActuator().write(monitor.poll(ProbeKind.READINESS));
        HealthAnswer all = HealthFormats.ietf().write(monitor.poll());
        // end::health-endpoints[]
        assertThat(paged).containsExactly("refused");
        assertThat(live.httpStatus()).as("no liveness probe: nobody can tell").isEqualTo(503);
        assertThat(ready.body().getString("status")).isEqualTo("DOWN");
        assertThat(all.httpStatus()).isEqualTo(503);
        schedule.close();
    }
}
