package io.handclasp.websocket;

import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.resilience.Execution;
import io.handclasp.websocket.verify.UnavailableReason;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * Authenticates handshakes whose token may come as the first message: for whoever accepts upgrades before the verdict, and
 * holds the client's messages until then. Thread-safe; made by {@link WebSocketAuthenticator#firstMessages}.
 */
public final class FirstMessages {
    private final FirstMessagePolicy policy;
    private final HandshakeJudge judge;
    private final AwaitedMessages awaited;
    private final Execution execution;
    private final Duration waitLimit;
    private final boolean forHost;
    private final Semaphore places;

    FirstMessages(FirstMessagePolicy policy, HandshakeJudge judge, AwaitedMessages awaited, Execution execution) {
        this.policy = policy;
        this.judge = judge;
        this.awaited = awaited;
        this.execution = execution;
        this.waitLimit = policy.waitWithin(judge.limit());
        this.forHost = policy.carrier().format().isForHost();
        this.places = new Semaphore(policy.maxWaiting());
    }

    /**
     * The settings.
     *
     * @return as they were given
     */
    public FirstMessagePolicy policy() {
        return policy;
    }

    /**
     * How long a client may take to send its token.
     *
     * @return the policy's wait, or the authenticator's deadline when it has none
     */
    public Duration waitLimit() {
        return waitLimit;
    }

    /**
     * Begins to authenticate a handshake. One that brings a token, or something in a token's place, or a forbidden origin, is
     * judged by that alone: its first message is then the host's, whatever it holds. One that brings none waits for its first
     * message, from now on.
     *
     * @param request the handshake
     * @return the exchange, which tells the outcome; to be told each message of the client, and that it left
     */
    public FirstMessageExchange begin(HandshakeRequest request) {
        Optional<CompletableFuture<AuthOutcome>> decided = judge.unlessMissing(request);
        if (decided.isPresent()) {
            return FirstMessageExchange.settled(policy.carrier(), judge, decided.get());
        }
        if (!places.tryAcquire()) {
            return FirstMessageExchange.settled(policy.carrier(), judge, judge.unavailable(UnavailableReason.SHED));
        }
        FirstMessageExchange exchange = FirstMessageExchange.awaiting(
                policy.carrier(), judge, judge.maxTokenLength(request), forHost, this::ended);
        awaited.add(exchange);
        try {
            exchange.endsBy(execution.after(waitLimit, exchange::expire));
        } catch (RuntimeException | OutOfMemoryError noTimer) {
            exchange.shutDown();
        }
        return exchange;
    }

    private void ended(FirstMessageExchange exchange) {
        awaited.remove(exchange);
        places.release();
    }
}
