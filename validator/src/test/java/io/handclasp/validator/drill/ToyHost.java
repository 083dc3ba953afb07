package io.handclasp.validator.drill;

import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.validator.model.CheckOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A host with a dependency that can be taken away, and what happened to it. */
final class ToyHost {
    final List<String> log = Collections.synchronizedList(new ArrayList<>());
    volatile boolean away;

    Fault fault(String name) {
        return Fault.of(
                name + " away",
                () -> {
                    away = true;
                    log.add("break " + name);
                },
                () -> {
                    log.add("mend " + name);
                    away = false;
                });
    }

    Sighting steady(Deadline deadline) {
        return away ? Sighting.notAsExpected("the dependency is away") : Sighting.asExpected("all is well");
    }

    Sighting effect(Deadline deadline) {
        return away ? Sighting.asExpected("the dependency is away") : Sighting.notAsExpected("all is well");
    }

    DrillBuilder drill() {
        return Drill.builder("drill.toy")
                .fault(fault("a"))
                .steadyState(this::steady)
                .effect(this::effect)
                .promise(deadline -> Sighting.asExpected("served from memory"))
                .effectWithin(Duration.ofMillis(100))
                .recoverWithin(Duration.ofMillis(200));
    }

    static CheckOutcome run(DrillBuilder drill) throws InterruptedException {
        return drill.build().run(Deadline.after(Duration.ofSeconds(20), TimeSource.system()));
    }
}
