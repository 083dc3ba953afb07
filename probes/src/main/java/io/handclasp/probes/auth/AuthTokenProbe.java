package io.handclasp.probes.auth;

import io.handclasp.core.Redaction;
import io.handclasp.core.Secret;
import io.handclasp.core.concurrent.Stages;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.probes.Probe;
import io.handclasp.probes.ProbeDocs;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.probes.auth.TokenJudge.Verdict;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Lets a good and a bad token be judged. No token is in any outcome. */
record AuthTokenProbe(TokenJudge judge, Supplier<Secret> token, Optional<Supplier<Secret>> forged) implements Probe {
    @Override
    public boolean isRemote() {
        return true;
    }

    @Override
    public ProbeOutcome check(Deadline deadline) throws InterruptedException {
        Secret good;
        Secret bad;
        try {
            good = token.get();
            bad = forged.map(Supplier::get).orElseGet(() -> ForgedToken.of(good));
        } catch (RuntimeException e) {
            return ProbeOutcome.unknown("no synthetic token to send, since its source failed; " + Redaction.describe(e))
                    .withHint(ProbeDocs.hint("look at what issues the token of the test account", "token-missing"));
        }
        Map<String, Duration> phases = new LinkedHashMap<>();
        TimeSource time = deadline.timeSource();
        long start = time.nanoTime();
        // Both are under way at once: the forged one must not be left without time by a slow answer to the good one.
        CompletableFuture<Verdict> onGood = ask(good, deadline);
        CompletableFuture<Verdict> onBad = ask(bad, deadline);
        try {
            Object good1 = await(onGood, deadline);
            phases.put("good-token", Duration.ofNanos(time.nanoTime() - start));
            Object bad1 = await(onBad, deadline);
            phases.put("forged-token", Duration.ofNanos(time.nanoTime() - start));
            return outcome(good1, bad1).withPhases(phases);
        } finally {
            onGood.cancel(true);
            onBad.cancel(true);
        }
    }

    private CompletableFuture<Verdict> ask(Secret secret, Deadline deadline) {
        CompletableFuture<Verdict> verdict = new CompletableFuture<>();
        try {
            var stage = judge.judge(secret, deadline);
            Stages.cancelWith(verdict, stage);
            Stages.onDone(stage, (value, failure) -> {
                if (failure != null || value == null) {
                    verdict.completeExceptionally(
                            failure == null ? new NullPointerException("the judge gave null") : failure);
                } else {
                    verdict.complete(value);
                }
            });
        } catch (RuntimeException e) {
            verdict.completeExceptionally(e);
        }
        return verdict;
    }

    /** A verdict, or a text that says why there is none. */
    private static Object await(CompletableFuture<Verdict> verdict, Deadline deadline) throws InterruptedException {
        try {
            return verdict.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return "the judge gave no verdict in time";
        } catch (ExecutionException e) {
            return "nobody could judge: " + Redaction.describe(e.getCause() == null ? e : Stages.unwrap(e.getCause()));
        } catch (CancellationException e) {
            return "the judge gave up";
        }
    }

    private static ProbeOutcome outcome(Object onGood, Object onBad) {
        if (onBad == Verdict.ACCEPTED) {
            return ProbeOutcome.down("a forged token was accepted"
                            + (onGood == Verdict.ACCEPTED ? ": the auth service says yes to everything" : ""))
                    .withHint(ProbeDocs.hint(
                            "anybody gets in: look at the auth service now, and stop trusting it until then",
                            "forged-token-accepted"));
        } else if (!(onGood instanceof Verdict)) {
            return unable("asked about the good token, " + onGood);
        } else if (onGood == Verdict.REFUSED) {
            return ProbeOutcome.down("the good token was refused")
                    .withHint(ProbeDocs.hint(
                            "users cannot log in, or the test account expired: look at keys, issuer, audience and"
                                    + " clock",
                            "good-token-refused"));
        } else if (!(onBad instanceof Verdict)) {
            return unable("asked about the forged token, " + onBad);
        }
        return ProbeOutcome.up("the good token was accepted, the forged one refused");
    }

    private static ProbeOutcome unable(String text) {
        return ProbeOutcome.down(text)
                .withHint(ProbeDocs.hint("look whether the auth service runs and can be reached", "no-verdict"));
    }
}
