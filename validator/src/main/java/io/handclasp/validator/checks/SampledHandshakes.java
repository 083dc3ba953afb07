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
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/**
 * Good handshakes, each judged anew: remembered verdicts would say nothing about the judge. Each has a copy of the authenticator of its
 * own that knows nothing; key sets are fetched once for all of them. An authenticator that cannot be copied is asked itself, and only
 * verdicts that it did not remember count.
 */
record SampledHandshakes(AuthCheckSettings settings) implements Check {
    private static final int AT_ONCE = 8;
    private static final double TARGET = 0.99;
    private static final Duration LIMIT = Duration.ofMillis(500);

    /** What was seen. Each outcome is added by the thread that runs the check. */
    private static final class Seen {
        final List<Duration> verdicts = new ArrayList<>();
        final TreeMap<String, Integer> others = new TreeMap<>();
        int admitted;
        int all;

        void add(AuthOutcome outcome) {
            all++;
            if (outcome instanceof AuthOutcome.Authenticated good
                    && !good.evidence().degraded()) {
                admitted++;
                verdicts.add(good.evidence().elapsed());
            } else {
                others.merge(AuthCheckSettings.words(outcome), 1, Integer::sum);
            }
        }
    }

    @Override
    public CheckOutcome run(Deadline deadline) throws Exception {
        Seen seen = new Seen();
        KeptKeySets keySets = new KeptKeySets();
        // What is under way has the authenticator's deadline; the check ends with what it has rather than with nothing.
        Duration oneWave = settings.authenticator().deadline().plusSeconds(1);
        boolean more = true;
        while (more && seen.all < settings.samples() && deadline.allows(oneWave)) {
            more = canRehearse(keySets) ? wave(seen, keySets, deadline) : one(seen, deadline);
        }
        return outcome(seen);
    }

    private boolean canRehearse(KeptKeySets keySets) {
        try {
            settings.authenticator().rehearsal(keySets).close();
            return true;
        } catch (IllegalStateException cannot) {
            return false;
        }
    }

    private boolean wave(Seen seen, KeptKeySets keySets, Deadline deadline) throws Exception {
        List<WebSocketAuthenticator> copies = new ArrayList<>();
        List<CompletionStage<AuthOutcome>> underWay = new ArrayList<>();
        try {
            for (int i = 0; i < AT_ONCE && seen.all + i < settings.samples(); i++) {
                BearerToken token = settings.tokens().good();
                WebSocketAuthenticator copy = settings.authenticator().rehearsal(keySets);
                copies.add(copy);
                underWay.add(copy.authenticateAsync(settings.bearing(token)));
            }
            AuthCheckSettings.awaitAll(underWay, deadline).forEach(seen::add);
        } finally {
            copies.forEach(WebSocketAuthenticator::close);
        }
        return true;
    }

    /** False when the verdict was a remembered one: so would all further ones be. */
    private boolean one(Seen seen, Deadline deadline) throws Exception {
        AuthOutcome outcome = settings.ask(settings.tokens().good(), deadline);
        if (outcome instanceof AuthOutcome.Authenticated admitted
                && admitted.evidence().source() == Evidence.Source.CACHED) {
            return false;
        }
        seen.add(outcome);
        return true;
    }

    private static CheckOutcome outcome(Seen seen) {
        if (seen.all == 0) {
            return CheckOutcome.unknown("no handshake was judged anew: supply another good token each time");
        }
        Duration mean = Times.mean(seen.verdicts);
        String message = seen.admitted + " of " + seen.all + " good handshakes were admitted"
                + (seen.verdicts.isEmpty() ? "" : ", after " + Times.shown(mean) + " on average");
        double share = (double) seen.admitted / seen.all;
        CheckOutcome bare = CheckOutcome.passed(message);
        if (share < TARGET || mean.compareTo(LIMIT) >= 0) {
            bare = CheckOutcome.failed(message
                    + String.format(
                            Locale.ROOT,
                            "; at least %.0f %% within %s are expected",
                            TARGET * 100,
                            Times.shown(LIMIT)));
        } else if (seen.admitted < seen.all) {
            bare = CheckOutcome.warning(message);
        }
        TreeMap<String, String> details = new TreeMap<>();
        seen.others.forEach((words, times) -> details.put(words, Integer.toString(times)));
        return bare.withDetails(details)
                .withMeasurement(new Measurement.Rate(Objectives.WEBSOCKET_SUCCESS, seen.admitted, seen.all))
                .withMeasurement(new Measurement.Durations(Objectives.AUTH_LATENCY, seen.verdicts));
    }
}
