package io.handclasp.examples.soak;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a soak found.
 *
 * @param took from beginning to end
 * @param ledger what the clients saw
 * @param samples what was held after each round
 * @param troubles how often the auth service was in each mood
 * @param looks how often the health was compared with what was so
 * @param drifts how often a drift was told and told to be over
 * @param logLines how many messages were searched for secrets
 */
record SoakResult(
        Duration took,
        Ledger ledger,
        List<Held> samples,
        Map<Mood, Integer> troubles,
        int looks,
        int drifts,
        long logLines) {
    SoakResult {
        samples = List.copyOf(samples);
        troubles = Map.copyOf(troubles);
    }

    Conclusion conclusion() {
        return Conclusion.of(ledger, samples, looks > 0 && drifts > 0 && logLines > 0 && !troubles.isEmpty());
    }
}
