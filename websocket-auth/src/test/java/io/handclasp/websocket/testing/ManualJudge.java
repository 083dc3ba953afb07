package io.handclasp.websocket.testing;

import io.handclasp.core.time.Deadline;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A judge that answers when the test says so, or by a rule that the test sets. Thread-safe. */
public final class ManualJudge implements TokenVerifier {
    private final List<Call> calls = new ArrayList<>();
    private TokenVerifier rule = (token, deadline) -> new CompletableFuture<>();

    /** One question. */
    public record Call(BearerToken token, CompletableFuture<Verification> answer) {
        /** Answers that the token is good and never ends. */
        public void valid() {
            answer.complete(ManualJudge.valid(token.reveal()));
        }

        /** Answers that the token is bad. */
        public void invalid(RejectReason reason) {
            answer.complete(new Verification.Invalid(reason));
        }

        /** Fails. */
        public void unavailable(UnavailableReason reason) {
            answer.completeExceptionally(new VerifierUnavailableException(reason, "by hand"));
        }
    }

    /** Answers all further questions by a rule. */
    public synchronized ManualJudge answering(TokenVerifier rule) {
        this.rule = rule;
        return this;
    }

    /** Answers all further questions with what is given. */
    public ManualJudge answering(Verification verification) {
        return answering((token, deadline) -> CompletableFuture.completedFuture(verification));
    }

    /** Fails all further questions. */
    public ManualJudge failing(UnavailableReason reason) {
        return answering((token, deadline) ->
                CompletableFuture.failedFuture(new VerifierUnavailableException(reason, "by rule")));
    }

    /** Leaves all further questions to the test. */
    public ManualJudge holding() {
        return answering((token, deadline) -> new CompletableFuture<>());
    }

    @Override
    public CompletionStage<Verification> verify(BearerToken token, Deadline deadline) {
        TokenVerifier current;
        synchronized (this) {
            current = rule;
        }
        CompletableFuture<Verification> answer = current.verify(token, deadline).toCompletableFuture();
        synchronized (this) {
            calls.add(new Call(token, answer));
        }
        return answer;
    }

    @Override
    public String name() {
        return "manual";
    }

    /** How many questions there were. */
    public synchronized int calls() {
        return calls.size();
    }

    /** One of the questions, counted from 0. */
    public synchronized Call call(int index) {
        return calls.get(index);
    }

    /** The last question. */
    public synchronized Call last() {
        return calls.get(calls.size() - 1);
    }

    /** A good verdict without an end. */
    public static Verification.Valid valid(String subject) {
        return new Verification.Valid(Identity.builder(subject).build());
    }

    /** A good verdict with an end. */
    public static Verification.Valid valid(String subject, Instant expiresAt) {
        return new Verification.Valid(
                Identity.builder(subject).expiresAt(expiresAt).build());
    }
}
