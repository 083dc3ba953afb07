package io.handclasp.websocket.testing;

import io.handclasp.core.time.Deadline;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A judge that answers by a script, and by its last answer when the script is at its end. */
public final class ScriptedVerifier implements TokenVerifier {
    private final String name;
    private final Queue<Supplier<CompletableFuture<Verification>>> script = new ArrayDeque<>();
    private final List<CompletableFuture<Verification>> calls = new ArrayList<>();

    /** Makes a judge without a script. */
    public ScriptedVerifier() {
        this("scripted");
    }

    /** Makes a judge without a script, with a name. */
    public ScriptedVerifier(String name) {
        this.name = name;
    }

    /** Answers the next call at once with a good verdict. */
    public ScriptedVerifier thenValid() {
        return then(() -> CompletableFuture.completedFuture(valid()));
    }

    /** Answers the next call at once with a bad verdict. */
    public ScriptedVerifier thenInvalid() {
        return then(() -> CompletableFuture.completedFuture(new Verification.Invalid(RejectReason.EXPIRED)));
    }

    /** Fails the next call at once. */
    public ScriptedVerifier thenUnavailable(UnavailableReason reason) {
        return then(() -> CompletableFuture.failedFuture(new VerifierUnavailableException(reason, "scripted")));
    }

    /** Fails the next call at once and asks for patience. */
    public ScriptedVerifier thenOverloaded(Duration retryAfter) {
        return then(() -> CompletableFuture.failedFuture(
                new VerifierUnavailableException(UnavailableReason.OVERLOADED, "scripted", Optional.of(retryAfter))));
    }

    /** Never answers the next call by itself; see {@link #call}. */
    public ScriptedVerifier thenHang() {
        return then(CompletableFuture::new);
    }

    /** Throws out of the next call. */
    public ScriptedVerifier thenThrow(RuntimeException bug) {
        return then(() -> {
            throw bug;
        });
    }

    private synchronized ScriptedVerifier then(Supplier<CompletableFuture<Verification>> answer) {
        script.add(answer);
        return this;
    }

    @Override
    public synchronized CompletionStage<Verification> verify(BearerToken token, Deadline deadline) {
        Supplier<CompletableFuture<Verification>> answer = script.size() > 1 ? script.remove() : script.element();
        CompletableFuture<Verification> call = answer.get();
        calls.add(call);
        return call;
    }

    @Override
    public String name() {
        return name;
    }

    /** How many calls there were. */
    public synchronized int calls() {
        return calls.size();
    }

    /** One of the calls, counted from 0. */
    public synchronized CompletableFuture<Verification> call(int index) {
        return calls.get(index);
    }

    /** A good verdict. */
    public static Verification.Valid valid() {
        return new Verification.Valid(Identity.builder("ada").build());
    }
}
