package io.handclasp.websocket;

import io.handclasp.core.concurrent.Stages;
import io.handclasp.core.time.Deadline;
import io.handclasp.websocket.handshake.HandshakeLimits;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.resilience.Execution;
import io.handclasp.websocket.resilience.Judgement;
import io.handclasp.websocket.resilience.ResilientVerifier;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.token.Extraction;
import io.handclasp.websocket.token.FirstMessageExtractor;
import io.handclasp.websocket.token.TokenExtractor;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.UnavailableReason;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** From a handshake, or from its first message, to an outcome. Each is reported once. */
final class HandshakeJudge {
    private final TokenExtractor extractor;
    private final Optional<HandshakeLimits> limits;
    private final Optional<DemoMode> demo;
    private final ResilientVerifier verifier;
    private final OutcomeFactory outcomes;
    private final PendingOutcomes pending;
    private final OutcomeReports reports;
    private final Duration limit;
    private final Execution execution;
    private volatile boolean closed;

    HandshakeJudge(
            TokenExtractor extractor,
            Optional<HandshakeLimits> limits,
            Optional<DemoMode> demo,
            ResilientVerifier verifier,
            OutcomeFactory outcomes,
            OutcomeReports reports,
            Duration limit,
            Execution execution) {
        this.extractor = extractor;
        this.limits = limits;
        this.demo = demo;
        this.verifier = verifier;
        this.outcomes = outcomes;
        this.pending = new PendingOutcomes(outcomes, execution);
        this.reports = reports;
        this.limit = limit;
        this.execution = execution;
    }

    Duration limit() {
        return limit;
    }

    Deadline deadline() {
        return Deadline.after(limit, execution.timeSource());
    }

    /** The longest token that is read: the same wherever a client puts it. */
    int maxTokenLength(HandshakeRequest request) {
        return limits.orElse(request.limits()).maxTokenLength();
    }

    /** Judges what a handshake brings; one that brings nothing is refused. */
    Deciding judge(HandshakeRequest request, Deadline deadline) {
        return judge(request, deadline, false).orElseThrow();
    }

    /** Judges what a handshake brings, and reports it; empty when it brings nothing. */
    Optional<CompletableFuture<AuthOutcome>> unlessMissing(HandshakeRequest request) {
        Deadline deadline = deadline();
        return judge(request, deadline, true).map(deciding -> reports.whenDecided(deciding, deadline));
    }

    private Optional<Deciding> judge(HandshakeRequest request, Deadline deadline, boolean unlessMissing) {
        if (closed) {
            return Optional.of(Deciding.decided(outcomes.unavailable(UnavailableReason.SHUT_DOWN)));
        }
        Extraction extraction;
        try {
            extraction = Objects.requireNonNull(extractor.extract(request), "the extractor answered null");
        } catch (RuntimeException bug) {
            return Optional.of(Deciding.decided(outcomes.errored("the token extractor failed", bug)));
        }
        return unlessMissing && extraction instanceof Extraction.Missing
                ? Optional.empty()
                : Optional.of(judge(extraction, deadline));
    }

    /** Judges what a first message holds, and reports it. */
    CompletableFuture<AuthOutcome> outcomeOfMessage(FirstMessageExtractor carrier, String message, int maxTokenLength) {
        Deadline deadline = deadline();
        Deciding deciding;
        try {
            deciding = judgeMessage(carrier, message, maxTokenLength, deadline);
        } catch (RuntimeException
                | Error bug) { // a text may exhaust a parser's stack: thrown on, it would leave its session open
            deciding =
                    Deciding.decided(outcomes.errored("the first message could not be judged", FailureTexts.bare(bug)));
        }
        return reports.whenDecided(deciding, deadline);
    }

    private Deciding judgeMessage(
            FirstMessageExtractor carrier, String message, int maxTokenLength, Deadline deadline) {
        if (closed) {
            return Deciding.decided(outcomes.unavailable(UnavailableReason.SHUT_DOWN));
        }
        Extraction extraction;
        try {
            extraction = Objects.requireNonNull(carrier.extract(message), "the format answered null");
        } catch (RuntimeException bug) {
            return Deciding.decided(outcomes.errored("the first message's format failed", FailureTexts.bare(bug)));
        }
        boolean tooLong = extraction instanceof Extraction.Found found
                && found.token().reveal().length() > maxTokenLength;
        return tooLong
                ? Deciding.decided(new AuthOutcome.Rejected(RejectReason.MALFORMED_REQUEST))
                : judge(extraction, deadline);
    }

    /** Judges a token that comes later than its handshake; nothing is reported. */
    CompletableFuture<AuthOutcome> outcomeOf(BearerToken token) {
        if (closed) {
            return CompletableFuture.completedFuture(outcomes.unavailable(UnavailableReason.SHUT_DOWN));
        }
        if (demo.isPresent()) {
            return CompletableFuture.completedFuture(demo.get().admit());
        }
        if (limits.filter(set -> token.reveal().length() > set.maxTokenLength()).isPresent()) {
            return CompletableFuture.completedFuture(new AuthOutcome.Rejected(RejectReason.TOKEN_TOO_LARGE));
        }
        try {
            return judge(token, deadline()).outcome();
        } catch (RuntimeException | Error bug) { // thrown on, it would end the host's handler of messages
            return CompletableFuture.completedFuture(
                    outcomes.errored("the token could not be judged", FailureTexts.bare(bug)));
        }
    }

    private Deciding judge(Extraction extraction, Deadline deadline) {
        if (demo.isPresent() && (extraction instanceof Extraction.Found || extraction instanceof Extraction.Missing)) {
            return Deciding.decided(demo.get().admit());
        }
        return extraction instanceof Extraction.Found found
                ? judge(found.token(), deadline)
                : Deciding.decided(new AuthOutcome.Rejected(refusalOf(extraction)));
    }

    private static RejectReason refusalOf(Extraction extraction) {
        if (extraction instanceof Extraction.Missing) {
            return RejectReason.MISSING_TOKEN;
        }
        if (extraction instanceof Extraction.ForeignOrigin) {
            return RejectReason.FORBIDDEN_ORIGIN;
        }
        return extraction instanceof Extraction.Ambiguous
                ? RejectReason.AMBIGUOUS_TOKEN
                : RejectReason.MALFORMED_REQUEST;
    }

    private Deciding judge(BearerToken token, Deadline deadline) {
        CompletableFuture<Judgement> judging;
        try {
            judging = withoutText(token, verifier.judge(token, deadline));
        } catch (RuntimeException bug) {
            return Deciding.decided(outcomes.errored("the authenticator failed", FailureTexts.without(token, bug)));
        }
        if (judging.isDone()) {
            return new Deciding(judging.handle(outcomes::of), judging);
        }
        return new Deciding(pending.add(judging, deadline), judging);
    }

    private static CompletableFuture<Judgement> withoutText(BearerToken token, CompletableFuture<Judgement> judging) {
        return judging.isDone() && !judging.isCompletedExceptionally()
                ? judging
                : judging.exceptionallyCompose(
                        failure -> CompletableFuture.failedFuture(FailureTexts.without(token, Stages.unwrap(failure))));
    }

    /** An outcome that needs no judge, reported. */
    CompletableFuture<AuthOutcome> decided(AuthOutcome outcome) {
        return reports.whenDecided(Deciding.decided(outcome), deadline());
    }

    CompletableFuture<AuthOutcome> unavailable(UnavailableReason reason) {
        return decided(outcomes.unavailable(reason));
    }

    AuthOutcome failed(@Nullable Throwable bug) {
        return outcomes.of(null, bug);
    }

    /** An outcome that could not be reached or reported; what went wrong may quote a message. */
    AuthOutcome broken(Throwable bug) {
        return outcomes.errored("a first message got no outcome", FailureTexts.bare(bug));
    }

    /** Nothing is judged from now on. */
    void close() {
        closed = true;
    }

    /** What waits for a verdict does not get one. */
    void shutDown() {
        pending.shutDown();
    }
}
