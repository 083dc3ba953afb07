package io.handclasp.examples.benchmarks.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Three questions a second, each on a thread of its own, whether the ones before were answered or not. */
final class Pollers {
    private static final int A_SECOND = 3;

    private final Contestant contestant;
    private final Duration duration;
    private final Duration limit;
    private final AtomicInteger atOnce = new AtomicInteger();
    private int mostAtOnce;

    Pollers(Contestant contestant, Duration duration, Duration limit) {
        this.contestant = contestant;
        this.duration = duration;
        this.limit = limit;
    }

    /** How many were answered, the median and the longest time. */
    String run() throws InterruptedException {
        List<Poll> polls = new ArrayList<>();
        int number = (int) Math.max(1, duration.toMillis() * A_SECOND / 1_000);
        for (int i = 0; i < number; i++) {
            mostAtOnce = Math.max(mostAtOnce, atOnce.incrementAndGet());
            polls.add(Poll.start(contestant, atOnce::decrementAndGet));
            Poll.pause(Duration.ofMillis(1_000 / A_SECOND));
        }
        for (Poll poll : polls) {
            poll.await(limit);
        }
        List<Long> millis = polls.stream()
                .filter(Poll::isAnswered)
                .map(poll -> poll.took().toMillis())
                .sorted()
                .toList();
        String median = millis.isEmpty() ? "none" : String.format(Locale.ROOT, "%,d ms", millis.get(millis.size() / 2));
        String longest =
                millis.isEmpty() ? "none" : String.format(Locale.ROOT, "%,d ms", millis.get(millis.size() - 1));
        return millis.size() + " of " + number + " | " + median + " | " + longest;
    }

    int mostAtOnce() {
        return mostAtOnce;
    }
}
