package io.handclasp.websocket.faults;

import io.handclasp.core.concurrent.Stages;
import io.handclasp.core.time.Deadline;
import io.handclasp.websocket.transport.TransportRequest;
import io.handclasp.websocket.transport.TransportResponse;
import io.handclasp.websocket.transport.VerifierTransport;
import java.net.URI;
import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** The real transport, watched: counts calls, keeps the text of all that comes out of it, and can be sent elsewhere. */
final class WatchedTransport implements VerifierTransport {
    private final VerifierTransport real;
    private final AtomicInteger calls = new AtomicInteger();
    private final Map<String, Integer> callsByBody = new ConcurrentHashMap<>();
    private final Queue<String> texts = new ConcurrentLinkedQueue<>();
    private volatile UnaryOperator<URI> route = UnaryOperator.identity();
    private volatile CountDownLatch failures = new CountDownLatch(0);

    WatchedTransport(VerifierTransport real) {
        this.real = real;
    }

    /** Where requests go from now on. */
    void route(UnaryOperator<URI> other) {
        route = other;
    }

    int calls() {
        return calls.get();
    }

    int callsFor(String token) {
        return callsByBody.entrySet().stream()
                .filter(entry -> entry.getKey().contains("token=" + token + "&"))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** A latch that opens when so many calls more have failed. */
    CountDownLatch failures(int count) {
        CountDownLatch latch = new CountDownLatch(count);
        failures = latch;
        return latch;
    }

    /** Requests, responses and failures as text. */
    Collection<String> texts() {
        return texts;
    }

    @Override
    public CompletionStage<TransportResponse> send(TransportRequest request, Deadline deadline) {
        calls.incrementAndGet();
        callsByBody.merge(request.body(), 1, Integer::sum);
        texts.add(request.toString());
        TransportRequest routed =
                new TransportRequest(request.method(), route.apply(request.uri()), request.headers(), request.body());
        CompletionStage<TransportResponse> answer = real.send(routed, deadline);
        Stages.onDone(answer, (response, failure) -> {
            texts.add(String.valueOf(failure == null ? response : failure));
            if (failure != null) {
                failures.countDown();
            }
        });
        return answer;
    }
}
