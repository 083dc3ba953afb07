package io.handclasp.validator.drill;

import io.handclasp.core.concurrent.Stages;
import io.handclasp.core.time.Deadline;
import io.handclasp.websocket.resilience.Execution;
import io.handclasp.websocket.transport.TransportRequest;
import io.handclasp.websocket.transport.TransportResponse;
import io.handclasp.websocket.transport.VerifierTransport;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Stands around the transports of a rehearsal, lets calls pass or meet a fault, and counts them. Safe for use by many threads. */
final class FaultRig {
    private final Execution execution;
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong met = new AtomicLong();
    /** Bounded by the calls that a rehearsal may have under way. */
    private final Map<Long, CompletableFuture<TransportResponse>> open = new ConcurrentHashMap<>();

    private volatile @Nullable TransportFault active;

    FaultRig(Execution execution) {
        this.execution = execution;
    }

    VerifierTransport around(VerifierTransport real) {
        return (request, deadline) -> send(real, request, deadline);
    }

    /** How many calls there were. */
    long calls() {
        return calls.get();
    }

    /** How many calls met a fault. */
    long met() {
        return met.get();
    }

    Fault fault(TransportFault fault) {
        return Fault.of(fault.description(), () -> active = fault, this::release);
    }

    /** Ends the fault, also for those who are still in it. */
    private void release() {
        active = null;
        open.values()
                .forEach(call -> call.completeExceptionally(new VerifierUnavailableException(
                        UnavailableReason.CONNECTION_FAILED, "the drill's fault ended")));
    }

    private CompletionStage<TransportResponse> send(
            VerifierTransport real, TransportRequest request, Deadline deadline) {
        calls.incrementAndGet();
        TransportFault fault = active;
        if (fault == null) {
            return real.send(request, deadline);
        }
        long number = met.incrementAndGet();
        CompletableFuture<TransportResponse> answer =
                Stages.map(fault.meet(request, deadline, real, execution), response -> response);
        open.put(number, answer);
        Stages.onDone(answer, (response, failure) -> open.remove(number));
        if (active == null) {
            release();
        }
        return answer;
    }
}
