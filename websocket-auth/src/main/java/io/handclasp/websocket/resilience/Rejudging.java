package io.handclasp.websocket.resilience;

import io.handclasp.core.concurrent.Stages;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The clients that were admitted without the judge, until it has judged them. One of them is tried now and then; when there is a
 * verdict, the auth service is back, and the others follow a few at a time. Bounded: who finds no room is not admitted.
 * Thread-safe; runs on the host's scheduler and executor.
 */
final class Rejudging {
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    /** Few, so that clients who come back at the same time are not kept from their verdicts. */
    private static final int AT_ONCE = 8;

    private final Execution execution;
    private final Flights flights;
    private final Verdicts verdicts;
    private final Map<TokenKey, Admitted> waiting = new LinkedHashMap<>();
    private boolean running;
    private boolean closed;
    private volatile boolean stalled;
    private volatile Execution.@Nullable Timer timer;
    private long nextCleanUpNanos;

    /**
     * Who was admitted.
     *
     * @param token what is asked about again
     * @param identity who it was said to be
     * @param source how it was judged then
     */
    record Admitted(BearerToken token, Identity identity, Evidence.Source source) {
        @Override
        public String toString() {
            return "Admitted[" + identity + ", " + source + "]";
        }
    }

    /** Is told what became of each. */
    @FunctionalInterface
    interface Verdicts {
        void rejudged(Admitted admitted, Verification verdict);
    }

    Rejudging(Execution execution, Flights flights, Verdicts verdicts) {
        this.execution = execution;
        this.flights = flights;
        this.verdicts = verdicts;
        this.nextCleanUpNanos = execution.timeSource().nanoTime();
    }

    /** Keeps who is about to be admitted; false when there is no room, and then nobody may be. */
    boolean add(TokenKey key, Admitted admitted) {
        synchronized (waiting) {
            if (closed) {
                return false;
            }
            if (waiting.size() >= DegradedPolicy.MAX_ADMISSIONS && !waiting.containsKey(key)) {
                dropExpired();
                if (waiting.size() >= DegradedPolicy.MAX_ADMISSIONS) {
                    return false;
                }
            }
            waiting.put(key, admitted);
            if (running) {
                return true;
            }
            running = true;
        }
        return schedule();
    }

    /** The judge says something: whoever waits, and for whom there was no timer, need not wait for the next admission. */
    void judgeIsThere() {
        if (!stalled) {
            return;
        }
        synchronized (waiting) {
            stalled = false;
            if (closed || running || waiting.isEmpty()) {
                return;
            }
            running = true;
        }
        schedule();
    }

    int size() {
        synchronized (waiting) {
            return waiting.size();
        }
    }

    /** At most once in an interval: in an outage thousands may ask for the last places. */
    private void dropExpired() {
        long nowNanos = execution.timeSource().nanoTime();
        if (nowNanos - nextCleanUpNanos < 0) {
            return;
        }
        nextCleanUpNanos = nowNanos + INTERVAL.toNanos();
        Instant now = execution.timeSource().now();
        waiting.values()
                .removeIf(admitted -> admitted.identity()
                        .expiresAt()
                        .filter(end -> !now.isBefore(end))
                        .isPresent());
    }

    /**
     * False when nothing will run by itself: nobody may be admitted who will not be judged again. Who waits already does so
     * until the next admission or the judge's next verdict.
     */
    private boolean schedule() {
        try {
            timer = execution.after(INTERVAL, () -> execute(1));
            if (isClosed()) {
                close(); // it came between; what was started just now ends as well
                return false;
            }
            return true;
        } catch (RuntimeException
                | OutOfMemoryError refusal) { // it is shut down, or there is no memory for a further thread
            stop();
            return false;
        }
    }

    /** Forgets everybody: nobody is asked about any more, and no timer is left on a host's scheduler. */
    void close() {
        synchronized (waiting) {
            closed = true;
            running = false;
            waiting.clear();
        }
        Execution.Timer scheduled = timer;
        if (scheduled != null) {
            scheduled.cancel();
        }
    }

    private boolean isClosed() {
        synchronized (waiting) {
            return closed;
        }
    }

    private void stop() {
        synchronized (waiting) {
            running = false;
            stalled = true;
        }
    }

    private void execute(int count) {
        try {
            execution.executor().execute(() -> judge(count));
        } catch (RuntimeException | OutOfMemoryError full) { // of memory for a further thread
            schedule();
        }
    }

    private void judge(int count) {
        List<Map.Entry<TokenKey, Admitted>> batch = take(count);
        if (batch.isEmpty()) {
            return;
        }
        AtomicInteger left = new AtomicInteger(batch.size());
        AtomicInteger judged = new AtomicInteger();
        for (Map.Entry<TokenKey, Admitted> each : batch) {
            // By the judge itself: what it said to another node before this admission tells nothing of it.
            Flight flight =
                    flights.board(each.getKey(), each.getValue().token(), false).flight();
            Stages.onDone(flight.verdict(), (verdict, failure) -> {
                try {
                    if (settle(each, flight.isAnsweredByOthers() ? null : verdict)) {
                        judged.incrementAndGet();
                    }
                } finally {
                    if (left.decrementAndGet() == 0) {
                        goOn(judged.get() == batch.size());
                    }
                }
            });
        }
    }

    /** Takes some out; when there are none, the next who is admitted starts it all again. */
    private List<Map.Entry<TokenKey, Admitted>> take(int count) {
        List<Map.Entry<TokenKey, Admitted>> batch = new ArrayList<>(count);
        synchronized (waiting) {
            dropExpired();
            Iterator<Map.Entry<TokenKey, Admitted>> entries = waiting.entrySet().iterator();
            while (batch.size() < count && entries.hasNext()) {
                Map.Entry<TokenKey, Admitted> next = entries.next();
                batch.add(Map.entry(next.getKey(), next.getValue()));
                entries.remove();
            }
            if (batch.isEmpty()) {
                running = false;
            }
        }
        return batch;
    }

    /** True when there is a verdict; without one, who was admitted goes on waiting. */
    private boolean settle(Map.Entry<TokenKey, Admitted> admitted, @Nullable Verification verdict) {
        if (verdict == null) {
            synchronized (waiting) {
                if (!closed) {
                    waiting.putIfAbsent(admitted.getKey(), admitted.getValue());
                }
            }
            return false;
        }
        verdicts.rejudged(admitted.getValue(), verdict);
        return true;
    }

    private void goOn(boolean judgeIsBack) {
        if (isClosed()) {
            return;
        }
        if (judgeIsBack) {
            execute(AT_ONCE);
        } else {
            schedule();
        }
    }
}
