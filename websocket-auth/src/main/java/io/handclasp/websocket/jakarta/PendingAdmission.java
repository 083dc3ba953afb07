package io.handclasp.websocket.jakarta;

import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.FirstMessageExchange;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * The verdict that one handshake waits for, on its way from {@code modifyHandshake} to {@code onOpen}. It can be claimed
 * once: were a container to hand one connection's properties to another, the second finds nothing and is refused.
 */
final class PendingAdmission {
    private static final String KEY = "io.handclasp.websocket.pending";

    private final CompletableFuture<AuthOutcome> outcome;
    private final Optional<FirstMessageExchange> firstMessage;
    private final AtomicBoolean claimed = new AtomicBoolean();

    PendingAdmission(CompletionStage<AuthOutcome> outcome) {
        this(outcome, Optional.empty());
    }

    PendingAdmission(FirstMessageExchange exchange) {
        this(exchange.outcome(), Optional.of(exchange));
    }

    private PendingAdmission(CompletionStage<AuthOutcome> outcome, Optional<FirstMessageExchange> firstMessage) {
        this.outcome = outcome.toCompletableFuture();
        this.firstMessage = firstMessage;
    }

    void leaveIn(EndpointConfig config) {
        config.getUserProperties().put(KEY, this);
    }

    /** Takes what {@code modifyHandshake} left; containers show it through the session, the configuration, or both. */
    static Optional<PendingAdmission> take(Session session, EndpointConfig config) {
        Object bySession = session.getUserProperties().remove(KEY);
        Object byConfig = config.getUserProperties().remove(KEY);
        return Stream.of(bySession, byConfig)
                .filter(PendingAdmission.class::isInstance)
                .map(PendingAdmission.class::cast)
                .filter(pending -> pending.claimed.compareAndSet(false, true))
                .findFirst();
    }

    /** Whoever may be waiting for the client's first message. */
    Optional<FirstMessageExchange> firstMessage() {
        return firstMessage;
    }

    CompletableFuture<AuthOutcome> outcome() {
        return outcome;
    }

    /** The outcome when it is there already; it never fails. */
    Optional<AuthOutcome> outcomeNow() {
        return Optional.ofNullable(outcome.getNow(null));
    }

    /** The refusal when it is there already. */
    Optional<AuthOutcome.Refusal> refusalNow() {
        return outcomeNow().filter(AuthOutcome.Refusal.class::isInstance).map(AuthOutcome.Refusal.class::cast);
    }
}
