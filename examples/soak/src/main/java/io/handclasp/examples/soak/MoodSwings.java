package io.handclasp.examples.soak;

import io.handclasp.core.time.TimeSource;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Troubles an auth service now and then, and knows when there was trouble. Thread-safe. */
final class MoodSwings {
    /** How long after a trouble its consequences may be felt: an open breaker, keys that are not fetched again at once. */
    static final Duration AFTERMATH = Duration.ofSeconds(6);

    private static final TimeSource CLOCK = TimeSource.system();
    private static final Mood[] MOODS = Mood.values();

    private final FlakyAuthService service;
    private final ScheduledExecutorService timer;
    private final Random random;
    private final Pace pace;
    private final Map<Mood, Integer> counts = new EnumMap<>(Mood.class);
    private final long beginningNanos = CLOCK.nanoTime();
    private Mood mood = Mood.WELL;
    private long changedNanos = beginningNanos;
    private boolean wasTroubled;
    private long troubleEndedNanos = beginningNanos;
    private @Nullable ScheduledFuture<?> next;

    /** For how long it is well, and for how long it is not. */
    record Pace(Duration shortestCalm, Duration longestCalm, Duration shortestTrouble, Duration longestTrouble) {
        static Pace standard() {
            return new Pace(
                    Duration.ofSeconds(4), Duration.ofSeconds(16), Duration.ofSeconds(2), Duration.ofSeconds(6));
        }
    }

    MoodSwings(FlakyAuthService service, ScheduledExecutorService timer, Random random, Pace pace) {
        this.service = service;
        this.timer = timer;
        this.random = random;
        this.pace = pace;
    }

    /** Begins with a calm. */
    synchronized void begin() {
        schedule(between(pace.shortestCalm(), pace.longestCalm()));
    }

    private void schedule(Duration delay) {
        next = timer.schedule(this::swing, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    private synchronized void swing() {
        if (next == null) {
            return;
        }
        boolean calm = mood.isTrouble();
        become(calm ? Mood.WELL : MOODS[1 + random.nextInt(MOODS.length - 1)]);
        counts.merge(mood, 1, Integer::sum);
        schedule(
                calm
                        ? between(pace.shortestCalm(), pace.longestCalm())
                        : between(pace.shortestTrouble(), pace.longestTrouble()));
    }

    /** No more trouble until the next beginning. */
    synchronized void calm() {
        ScheduledFuture<?> planned = next;
        next = null;
        if (planned != null) {
            planned.cancel(false);
        }
        become(Mood.WELL);
    }

    /** Cuts off who is connected, so that no connection is kept for later, and is well again at once. */
    synchronized void hangUp() {
        become(Mood.DOWN);
        become(Mood.WELL);
    }

    private void become(Mood changed) {
        if (mood == changed) {
            return;
        }
        service.become(changed);
        changedNanos = CLOCK.nanoTime();
        if (mood.isTrouble()) {
            wasTroubled = true;
            troubleEndedNanos = changedNanos;
        }
        mood = changed;
    }

    private Duration between(Duration shortest, Duration longest) {
        long spread = longest.minus(shortest).toMillis();
        return shortest.plusMillis((long) (random.nextDouble() * spread));
    }

    /** Whether something that began at this time can have met trouble. */
    synchronized boolean troubledSince(long nanos) {
        return mood.isTrouble() || (wasTroubled && troubleEndedNanos + AFTERMATH.toNanos() - nanos > 0);
    }

    /** The mood, when it has not changed for that long. */
    synchronized @Nullable Mood steadyFor(Duration time) {
        return CLOCK.nanoTime() - changedNanos >= time.toNanos() ? mood : null;
    }

    /** How often there was each trouble. */
    synchronized Map<Mood, Integer> counts() {
        Map<Mood, Integer> copy = new EnumMap<>(Mood.class);
        copy.putAll(counts);
        return copy;
    }
}
