package io.handclasp.examples.quickstart.validation;

import io.handclasp.core.time.Deadline;
import io.handclasp.examples.quickstart.agent.AgentSystem;
import io.handclasp.probes.Probe;
import io.handclasp.probes.ProbeState;
import io.handclasp.probes.kinds.Probes;
import io.handclasp.probes.monitor.HealthMonitor;
import io.handclasp.validator.drill.AuthDrills;
import io.handclasp.validator.drill.Degradation;
import io.handclasp.validator.drill.Drill;
import io.handclasp.validator.drill.Fault;
import io.handclasp.validator.drill.Observation;
import io.handclasp.validator.drill.ReconnectStorm;
import io.handclasp.validator.drill.Sighting;
import io.handclasp.validator.drill.TransportFaults;
import io.handclasp.validator.golden.GoldenPath;
import io.handclasp.validator.model.CheckSource;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** What is broken on purpose, and what users are promised meanwhile. */
final class AgentDrills {
    private static final Duration SLOW = Duration.ofSeconds(2);
    private static final double ADMITTED_WHILE_FLAPPING = 0.9;

    private final AgentSystem system;
    private final AgentUsers users;
    private final HealthMonitor monitor;
    private final Probe database;

    AgentDrills(AgentSystem system, AgentUsers users, HealthMonitor monitor) {
        this.system = system;
        this.users = users;
        this.monitor = monitor;
        this.database = Probes.jdbc(system.database().dataSource()).build();
    }

    /** Those of the chat, which asks the auth service about each token. */
    CheckSource ofTheChat() {
        AuthDrills drills = AuthDrills.of(system.authenticator(), users::login, Degradation.FAIL_CLOSED);
        return () -> List.of(
                        drills.slowAuth(SLOW),
                        drills.authDown(TransportFaults.refused()),
                        drills.authFlapping(ADMITTED_WHILE_FLAPPING),
                        drills.reconnectStorm(ReconnectStorm.standard()))
                .stream()
                .flatMap(drill -> drill.checks().stream())
                .toList();
    }

    /** Those of the facts, which are guarded by the issuer's keys. */
    CheckSource ofTheFacts() {
        AuthDrills drills = AuthDrills.of(system.factsAuthenticator(), users::serviceLogin, Degradation.FAIL_CLOSED);
        return () -> List.of(drills.keySetOutage(), drills.keyRotation()).stream()
                .flatMap(drill -> drill.checks().stream())
                .toList();
    }

    /** The database goes away for real. */
    Drill databaseAway(Supplier<GoldenPath> journey) {
        return Drill.builder("drill.database-away")
                .title("the agent answers from memory while its database is away")
                .steadyState(Observation.up(database))
                .fault(Fault.of(
                        "the database is stopped",
                        () -> system.database().stop(),
                        () -> system.database().startAgain()))
                .effect(Observation.down(database))
                .detection(this::noticed, Duration.ofSeconds(10))
                .promise(deadline -> answers(journey.get(), deadline))
                .impact("while the database is away, users of the agent get no answers")
                .build();
    }

    private Sighting noticed(Deadline deadline) {
        return monitor.run()
                .result(AgentHealth.DATABASE)
                .filter(result -> result.state() == ProbeState.DOWN)
                .map(result -> Sighting.asExpected("the monitor says that the database is down"))
                .orElseGet(() -> Sighting.notAsExpected("the monitor has not noticed"));
    }

    private static Sighting answers(GoldenPath journey, Deadline deadline) throws InterruptedException {
        String seen = journey.run(deadline).message();
        return seen.startsWith("1 of 1") ? Sighting.asExpected(seen) : Sighting.notAsExpected(seen);
    }
}
