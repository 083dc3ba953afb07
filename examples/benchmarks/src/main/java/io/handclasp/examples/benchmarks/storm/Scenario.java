package io.handclasp.examples.benchmarks.storm;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What the auth service goes through while the users come back. */
@SuppressWarnings("FutureReturnValueIgnored") // a task that fails shows in the counts of the run
enum Scenario {
    COLD("cold: the hosts restarted, the auth service is well") {
        @Override
        void begin(StormAuthService service, ScheduledExecutorService timers) {}
    },
    RESTARTED("the auth service was restarted: a quarter of its speed for 3 s") {
        @Override
        void begin(StormAuthService service, ScheduledExecutorService timers) {
            service.model().handicap(4);
            timers.schedule(
                    () -> service.model().handicap(1), Duration.ofSeconds(3).toMillis(), TimeUnit.MILLISECONDS);
        }
    },
    DOWN("the auth service is down for 5 s") {
        @Override
        void begin(StormAuthService service, ScheduledExecutorService timers) {
            service.goAway();
            timers.schedule(service::comeBack, Duration.ofSeconds(5).toMillis(), TimeUnit.MILLISECONDS);
        }
    };

    private final String title;

    Scenario(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Brings the trouble, and its end later. */
    abstract void begin(StormAuthService service, ScheduledExecutorService timers);
}
