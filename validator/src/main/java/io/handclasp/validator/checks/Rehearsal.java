package io.handclasp.validator.checks;

import io.handclasp.core.concurrent.Stages;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.transport.TransportResponse;
import io.handclasp.websocket.transport.VerifierTransport;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A copy of the host's authenticator that knows nothing yet, over a network in which faults are rehearsed. The host's own notices
 * nothing of it. Safe for use by many threads.
 */
final class Rehearsal implements AutoCloseable {
    private final WebSocketAuthenticator copy;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger failuresLeft = new AtomicInteger();
    private volatile boolean down;
    private volatile CompletableFuture<Boolean> gate = CompletableFuture.completedFuture(true);

    private Rehearsal(WebSocketAuthenticator original) {
        this.copy = original.rehearsal(this::over);
    }

    /**
     * Opens one.
     *
     * @throws IllegalStateException when the verifier has no transport to put faults around
     */
    static Rehearsal of(AuthCheckSettings settings) {
        return new Rehearsal(settings.authenticator());
    }

    private VerifierTransport over(VerifierTransport real) {
        return (request, deadline) -> send(() -> real.send(request, deadline));
    }

    private CompletionStage<TransportResponse> send(Supplier<CompletionStage<TransportResponse>> real) {
        requests.incrementAndGet();
        if (down || failuresLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return CompletableFuture.failedFuture(
                    new VerifierUnavailableException(UnavailableReason.CONNECTION_FAILED, "a rehearsed fault"));
        }
        return Stages.flatMap(gate, open -> real.get());
    }

    WebSocketAuthenticator copy() {
        return copy;
    }

    /** How many requests were made for the auth service, whether they reached it or not. */
    int requests() {
        return requests.get();
    }

    /** From now on no request reaches the auth service, or all do. */
    void down(boolean away) {
        down = away;
    }

    /** So many of the next requests fail. */
    void failNext(int number) {
        failuresLeft.set(number);
    }

    /** From now on requests wait on their way. */
    void hold() {
        gate = new CompletableFuture<>();
    }

    /** What waits goes on, and nothing waits any more. */
    void release() {
        gate.complete(true);
    }

    @Override
    public void close() {
        release();
        copy.close();
    }
}
