package io.handclasp.examples.benchmarks.storm;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * What a real auth service does under load: so many questions at once, each for a while; the others wait; when many wait, all
 * become slower; when too many wait, further ones fail. A question that its asker gave up is worked off all the same: that is
 * how retries make an overload worse.
 */
final class CapacityModel {
    private static final int WORKERS = 20;
    private static final Duration SERVICE_TIME = Duration.ofMillis(20);
    private static final int CROWDED = 200;
    private static final int FULL = 1_000;
    private static final int SLOW_DOWN = 3;

    private final ScheduledExecutorService timers;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int working;
    private int handicap = 1;
    private int peak;
    private int served;
    private int failed;

    CapacityModel(ScheduledExecutorService timers) {
        this.timers = timers;
    }

    /** Makes everything so many times slower, as a service is that has just been started. */
    synchronized void handicap(int factor) {
        handicap = factor;
    }

    /** Runs the answer when it is due; false when there is no room. */
    synchronized boolean serve(Runnable answer) {
        if (waiting.size() >= FULL) {
            failed++;
            return false;
        }
        served++;
        if (working == WORKERS) {
            waiting.add(answer);
        } else {
            working++;
            work(answer);
        }
        peak = Math.max(peak, working + waiting.size());
        return true;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the answer itself handles what can fail: its asker may be gone
    private void work(Runnable answer) {
        int slower = handicap * (waiting.size() > CROWDED ? SLOW_DOWN : 1);
        timers.schedule(() -> finish(answer), SERVICE_TIME.multipliedBy(slower).toNanos(), TimeUnit.NANOSECONDS);
    }

    private void finish(Runnable answer) {
        answer.run();
        synchronized (this) {
            Runnable next = waiting.poll();
            if (next == null) {
                working--;
            } else {
                work(next);
            }
        }
    }

    synchronized int calls() {
        return served + failed;
    }

    /** The most questions that were there at once. */
    synchronized int peak() {
        return peak;
    }
}
