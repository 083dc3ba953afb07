package io.handclasp.validator.checks;

import io.handclasp.core.time.Deadline;
import io.handclasp.validator.model.Check;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.Measurement;
import io.handclasp.validator.model.Objectives;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.resilience.Evidence;
import io.handclasp.websocket.token.BearerToken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/**
 * Good handshakes, each judged anew: remembered verdicts would say nothing about the judge. Each has a copy of the authenticator of its
 * own that knows nothing; key sets are fetched once for all of them. An authenticator that cannot be copied is asked itself, and only
 * verdicts that it did not remember count. When they are too slow, the slowest wave is judged once more.
 */
record SampledHandshakes(AuthCheckSettings settings) implements Check {
    private static final int AT_ONCE = 8;
    private static final double TARGET = 0.99;
    private static final Duration LIMIT = Duration.ofMillis(500);

    /** Handshakes that were judged at the same time. Outcomes are added by the thread that runs the check. */
    private static final class Wave {
        final List<Duration> verdicts = new ArrayList<>();
        final TreeMap<String, Integer> others = new TreeMap<>();
        int all;

        void add(AuthOutcome outcome) {
            all++;
            if (outcome instanceof AuthOutcome.Authenticated good
                    && !good.evidence().degraded()) {
                verdicts.add(good.evidence().elapsed());
            } else {
                others.merge(AuthCheckSettings.words(outcome), 1, Integer::sum);
            }
        }

        Duration total() {
            return verdicts.stream().reduce(Duration.ZERO, Duration::plus);
        }
    }

    /** What was seen. */
    private static final class Seen {
        final List<Wave> waves = new ArrayList<>();
        Optional<Wave> judgedAgain = Optional.empty();

        int all() {
            return waves.stream().mapToInt(wave -> wave.all).sum();
        }

        List<Duration> verdicts() {
            return waves.stream().flatMap(wave -> wave.verdicts.stream()).toList();
        }

        double admitted() {
            return (double) verdicts().size() / all();
        }

        boolean isSlow() {
            return Times.mean(verdicts()).compareTo(LIMIT) >= 0;
        }
    }

    @Override
    public CheckOutcome run(Deadline deadline) throws Exception {
        Seen seen = new Seen();
        KeptKeySets keySets = new KeptKeySets();
        // What is under way has the authenticator's deadline; the check ends with what it has rather than with nothing.
        Duration oneWave = settings.authenticator().deadline().plusSeconds(1);
        int left = settings.samples();
        Optional<Wave> wave = Optional.of(new Wave());
        while (wave.isPresent() && left > 0 && deadline.allows(oneWave)) {
            wave = wave(Math.min(left, AT_ONCE), keySets, deadline);
            wave.ifPresent(seen.waves::add);
            left = settings.samples() - seen.all();
        }
        if (seen.all() > 0 && seen.admitted() >= TARGET && seen.isSlow() && deadline.allows(oneWave)) {
            judgeSlowestAgain(seen, keySets, deadline);
        }
        return outcome(seen);
    }

    /**
     * A stop of this machine holds up one wave, a slow service all of them: so another wave takes the place of the slowest, once. One
     * in which somebody was not admitted stays: that is more than slowness.
     */
    private void judgeSlowestAgain(Seen seen, KeptKeySets keySets, Deadline deadline) throws Exception {
        Wave slowest = Collections.max(seen.waves, Comparator.comparing(Wave::total));
        if (slowest.others.isEmpty()) {
            Optional<Wave> again = wave(slowest.all, keySets, deadline);
            again.ifPresent(instead -> {
                seen.waves.set(seen.waves.indexOf(slowest), instead);
                seen.judgedAgain = Optional.of(slowest);
            });
        }
    }

    private boolean canRehearse(KeptKeySets keySets) {
        try {
            settings.authenticator().rehearsal(keySets).close();
            return true;
        } catch (IllegalStateException cannot) {
            return false;
        }
    }

    /** Empty when no verdict can be had anew. */
    private Optional<Wave> wave(int size, KeptKeySets keySets, Deadline deadline) throws Exception {
        return canRehearse(keySets) ? Optional.of(onCopies(size, keySets, deadline)) : one(deadline);
    }

    private Wave onCopies(int size, KeptKeySets keySets, Deadline deadline) throws Exception {
        Wave wave = new Wave();
        List<WebSocketAuthenticator> copies = new ArrayList<>();
        List<CompletionStage<AuthOutcome>> underWay = new ArrayList<>();
        try {
            for (int i = 0; i < size; i++) {
                BearerToken token = settings.tokens().good();
                WebSocketAuthenticator copy = settings.authenticator().rehearsal(keySets);
                copies.add(copy);
                underWay.add(copy.authenticateAsync(settings.bearing(token)));
            }
            AuthCheckSettings.awaitAll(underWay, deadline).forEach(wave::add);
        } finally {
            copies.forEach(WebSocketAuthenticator::close);
        }
        return wave;
    }

    /** Empty when the verdict was a remembered one: so would all further ones be. */
    private Optional<Wave> one(Deadline deadline) throws Exception {
        AuthOutcome outcome = settings.ask(settings.tokens().good(), deadline);
        if (outcome instanceof AuthOutcome.Authenticated admitted
                && admitted.evidence().source() == Evidence.Source.CACHED) {
            return Optional.empty();
        }
        Wave wave = new Wave();
        wave.add(outcome);
        return Optional.of(wave);
    }

    private static CheckOutcome outcome(Seen seen) {
        int all = seen.all();
        if (all == 0) {
            return CheckOutcome.unknown("no handshake was judged anew: supply another good token each time");
        }
        List<Duration> verdicts = seen.verdicts();
        String message = verdicts.size() + " of " + all + " good handshakes were admitted"
                + (verdicts.isEmpty() ? "" : ", after " + Times.shown(Times.mean(verdicts)) + " on average");
        CheckOutcome bare = CheckOutcome.passed(message);
        if (seen.admitted() < TARGET || seen.isSlow()) {
            bare = CheckOutcome.failed(message
                    + String.format(
                            Locale.ROOT,
                            "; at least %.0f %% within %s are expected",
                            TARGET * 100,
                            Times.shown(LIMIT)));
        } else if (verdicts.size() < all) {
            bare = CheckOutcome.warning(message);
        }
        TreeMap<String, Integer> others = new TreeMap<>();
        seen.waves.forEach(wave -> wave.others.forEach((words, times) -> others.merge(words, times, Integer::sum)));
        TreeMap<String, String> details = new TreeMap<>();
        others.forEach((words, times) -> details.put(words, Integer.toString(times)));
        seen.judgedAgain.ifPresent(wave -> details.put(
                "judged again",
                "the slowest wave, " + wave.all + " handshakes that took " + Times.shown(Times.mean(wave.verdicts))
                        + " on average"));
        return bare.withDetails(details)
                .withMeasurement(new Measurement.Rate(Objectives.WEBSOCKET_SUCCESS, verdicts.size(), all))
                .withMeasurement(new Measurement.Durations(Objectives.AUTH_LATENCY, verdicts));
    }
}
