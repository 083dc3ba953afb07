package io.handclasp.websocket.testing;

import io.handclasp.core.time.Deadline;
import io.handclasp.websocket.transport.TransportRequest;
import io.handclasp.websocket.transport.TransportResponse;
import io.handclasp.websocket.transport.VerifierTransport;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A transport without a network. A call is answered by the first script that was put in with a {@code then} method and is
 * not used up, else by the last {@code always} method, else it is held until the test completes {@link Call#answer()}.
 * Safe for use by many threads.
 */
public final class FakeTransport implements VerifierTransport {
    private final Deque<Script> scripts = new ArrayDeque<>();
    private final List<Call> calls = new ArrayList<>();
    private Script always = answer -> {};

    /**
     * One call that was made.
     *
     * @param request what was asked
     * @param deadline until when
     * @param answer what the caller holds; the test may complete it, and sees here when the caller cancels it
     */
    public record Call(TransportRequest request, Deadline deadline, CompletableFuture<TransportResponse> answer) {}

    @FunctionalInterface
    private interface Script {
        void play(CompletableFuture<TransportResponse> answer);
    }

    @Override
    public CompletionStage<TransportResponse> send(TransportRequest request, Deadline deadline) {
        Call call = new Call(request, deadline, new CompletableFuture<>());
        Script script;
        synchronized (this) {
            calls.add(call);
            script = Optional.ofNullable(scripts.poll()).orElse(always);
        }
        script.play(call.answer());
        return call.answer();
    }

    /**
     * Makes a response.
     *
     * @param status the HTTP status
     * @param body the body
     * @return the response, without headers
     */
    public static TransportResponse response(int status, String body) {
        return new TransportResponse(status, Map.of(), body);
    }

    /**
     * Answers one call.
     *
     * @param response the answer
     * @return this transport
     */
    public FakeTransport then(TransportResponse response) {
        return add(answer -> answer.complete(response));
    }

    /**
     * Answers one call.
     *
     * @param status the HTTP status
     * @param body the body
     * @return this transport
     */
    public FakeTransport then(int status, String body) {
        return then(response(status, body));
    }

    /**
     * Fails one call.
     *
     * @param reason why
     * @return this transport
     */
    public FakeTransport thenFail(UnavailableReason reason) {
        return add(answer -> answer.completeExceptionally(failure(reason)));
    }

    /**
     * Holds one call until the test answers it.
     *
     * @return this transport
     */
    public FakeTransport thenHold() {
        return add(answer -> {});
    }

    /**
     * Answers every call for which there is no script.
     *
     * @param status the HTTP status
     * @param body the body
     * @return this transport
     */
    public synchronized FakeTransport always(int status, String body) {
        always = answer -> answer.complete(response(status, body));
        return this;
    }

    /**
     * Fails every call for which there is no script.
     *
     * @param reason why
     * @return this transport
     */
    public synchronized FakeTransport alwaysFail(UnavailableReason reason) {
        always = answer -> answer.completeExceptionally(failure(reason));
        return this;
    }

    /**
     * Holds every call for which there is no script; this is how a new transport is.
     *
     * @return this transport
     */
    public synchronized FakeTransport alwaysHold() {
        always = answer -> {};
        return this;
    }

    /**
     * The calls so far.
     *
     * @return a copy, in the order in which they were made
     */
    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    /**
     * One call.
     *
     * @param index 0 for the first
     * @return the call
     */
    public synchronized Call call(int index) {
        return calls.get(index);
    }

    private synchronized FakeTransport add(Script script) {
        scripts.add(script);
        return this;
    }

    private static VerifierUnavailableException failure(UnavailableReason reason) {
        return new VerifierUnavailableException(reason, "scripted");
    }
}
