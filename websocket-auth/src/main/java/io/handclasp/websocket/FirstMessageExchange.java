package io.handclasp.websocket;

import io.handclasp.core.concurrent.Stages;
import io.handclasp.websocket.resilience.Execution;
import io.handclasp.websocket.token.FirstMessageExtractor;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.UnavailableReason;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One handshake whose token may come as its first message. What comes first ends the wait: a message, the end of its time, the
 * client's leaving, or the authenticator's close; what comes later changes nothing. Thread-safe.
 */
public final class FirstMessageExchange {
    private final FirstMessageExtractor carrier;
    private final HandshakeJudge judge;
    private final int maxTokenLength;
    private final boolean forHost;
    private final Consumer<FirstMessageExchange> onEnd;
    private final AtomicBoolean awaiting;
    private final CompletableFuture<AuthOutcome> outcome = new CompletableFuture<>();

    private FirstMessageExchange(
            FirstMessageExtractor carrier,
            HandshakeJudge judge,
            int maxTokenLength,
            boolean forHost,
            Consumer<FirstMessageExchange> onEnd,
            boolean awaiting) {
        this.carrier = carrier;
        this.judge = judge;
        this.maxTokenLength = maxTokenLength;
        this.forHost = forHost;
        this.onEnd = onEnd;
        this.awaiting = new AtomicBoolean(awaiting);
    }

    static FirstMessageExchange awaiting(
            FirstMessageExtractor carrier,
            HandshakeJudge judge,
            int maxTokenLength,
            boolean forHost,
            Consumer<FirstMessageExchange> onEnd) {
        return new FirstMessageExchange(carrier, judge, maxTokenLength, forHost, onEnd, true);
    }

    /** A handshake that does not wait for a message. */
    static FirstMessageExchange settled(
            FirstMessageExtractor carrier, HandshakeJudge judge, CompletionStage<AuthOutcome> outcome) {
        FirstMessageExchange exchange = new FirstMessageExchange(carrier, judge, 0, false, ended -> {}, false);
        exchange.settleWith(outcome);
        return exchange;
    }

    void endsBy(Execution.Timer timer) {
        Stages.onDone(outcome, (done, failure) -> timer.cancel());
    }

    /**
     * What becomes of the handshake. The stage never fails; it completes once, on the thread that brought the decision about.
     *
     * @return the outcome
     */
    public CompletionStage<AuthOutcome> outcome() {
        return outcome.minimalCompletionStage();
    }

    /**
     * Whether the next message is taken for the token. It stops to be so at any time.
     *
     * @return false once the wait ended, and for a handshake that brought its token
     */
    public boolean isAwaiting() {
        return awaiting.get();
    }

    /**
     * Whether the message that held the token is the host's, too. If so, keep it before it is told to {@link #onText}: the
     * verdict may be there before that returns.
     *
     * @return as the format says; false for a handshake that brought its token, whose messages are all the host's
     */
    public boolean isForHost() {
        return forHost;
    }

    /**
     * The longest message that is read.
     *
     * @return in characters
     */
    public int maxLength() {
        return carrier.maxLength();
    }

    /**
     * Takes a text message for the token, when one is waited for. Never throws because of what it holds.
     *
     * @param message the text as it was received
     * @return false when none was waited for: the message is an ordinary one then
     */
    public boolean onText(String message) {
        return end(() -> judge.outcomeOfMessage(carrier, message, maxTokenLength));
    }

    /**
     * Refuses a client whose first message is no text, when one is waited for.
     *
     * @return false when none was waited for: the message is an ordinary one then
     */
    public boolean onBinary() {
        return end(() -> judge.decided(new AuthOutcome.Rejected(RejectReason.MALFORMED_REQUEST)));
    }

    /** Ends the wait of a client that left. */
    public void abandon() {
        expire();
    }

    void expire() {
        end(() -> judge.decided(new AuthOutcome.Rejected(RejectReason.MISSING_TOKEN)));
    }

    void shutDown() {
        end(() -> judge.unavailable(UnavailableReason.SHUT_DOWN));
    }

    private boolean end(Supplier<CompletionStage<AuthOutcome>> decision) {
        if (!awaiting.compareAndSet(true, false)) {
            return false;
        }
        try {
            onEnd.accept(this);
            settleWith(decision.get());
        } catch (RuntimeException | Error bug) { // a listener's, perhaps; nobody else would end this session any more
            outcome.complete(judge.broken(bug));
        }
        return true;
    }

    private void settleWith(CompletionStage<AuthOutcome> decision) {
        Stages.onDone(
                decision, (decided, failure) -> outcome.complete(decided == null ? judge.failed(failure) : decided));
    }
}
