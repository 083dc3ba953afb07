package io.handclasp.validator.drill;

import io.handclasp.core.Settings;
import io.handclasp.core.concurrent.Stages;
import io.handclasp.core.time.Deadline;
import io.handclasp.websocket.resilience.Execution;
import io.handclasp.websocket.transport.TransportRequest;
import io.handclasp.websocket.transport.TransportResponse;
import io.handclasp.websocket.transport.VerifierTransport;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/** The troubles that come with Handclasp. */
public final class TransportFaults {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private TransportFaults() {}

    private interface Meeting {
        CompletionStage<TransportResponse> meet(
                TransportRequest request, Deadline deadline, VerifierTransport real, Execution execution);
    }

    private record Described(String description, Meeting meeting) implements TransportFault {
        @Override
        public CompletionStage<TransportResponse> meet(
                TransportRequest request, Deadline deadline, VerifierTransport real, Execution execution) {
            return meeting.meet(request, deadline, real, execution);
        }
    }

    /**
     * Each answer comes later.
     *
     * @param delay how much later, 1 ms to 1 min
     * @return the fault
     */
    public static TransportFault latency(Duration delay) {
        Settings.requireWithin("delay", delay, Duration.ofMillis(1), LONGEST);
        return new Described(
                "the auth service answers " + Text.of(delay) + " late",
                (request, deadline, real, execution) -> delayed(delay, request, deadline, real, execution));
    }

    private static CompletionStage<TransportResponse> delayed(
            Duration delay, TransportRequest request, Deadline deadline, VerifierTransport real, Execution execution) {
        CompletableFuture<TransportResponse> response = new CompletableFuture<>();
        try {
            Execution.Timer timer = execution.after(delay, () -> {
                CompletionStage<TransportResponse> answer = real.send(request, deadline);
                Stages.cancelWith(response, answer);
                Stages.onDone(answer, (value, failure) -> {
                    if (value != null) {
                        response.complete(value);
                    } else if (failure != null) {
                        response.completeExceptionally(failure);
                    }
                });
            });
            Stages.onDone(response, (value, failure) -> timer.cancel());
        } catch (RejectedExecutionException shutDown) {
            response.completeExceptionally(
                    new VerifierUnavailableException(UnavailableReason.SHUT_DOWN, "the scheduler is shut down"));
        }
        return response;
    }

    /**
     * No connection.
     *
     * @return the fault
     */
    public static TransportFault refused() {
        return new Described(
                "the auth service refuses connections",
                (request, deadline, real, execution) -> failed("connection refused"));
    }

    /**
     * The auth service does its work, and the connection breaks before the answer is whole.
     *
     * @return the fault
     */
    public static TransportFault reset() {
        return new Described(
                "connections to the auth service break",
                (request, deadline, real, execution) ->
                        Stages.flatMap(real.send(request, deadline), answer -> failed("connection reset")));
    }

    /**
     * The auth service answers with a status and no body.
     *
     * @param status 429 or 500 to 599; 429 and 503 ask to come back after 1 s
     * @return the fault
     */
    public static TransportFault status(int status) {
        if (status != 429) {
            Settings.requireRange("status", status, 500, 599);
        }
        Map<String, List<String>> headers =
                status == 429 || status == 503 ? Map.of("Retry-After", List.of("1")) : Map.of();
        return new Described(
                "the auth service answers " + status,
                (request, deadline, real, execution) ->
                        CompletableFuture.completedFuture(new TransportResponse(status, headers, "")));
    }

    /**
     * The auth service answers 200 with something that is no answer, as a captive proxy does.
     *
     * @return the fault
     */
    public static TransportFault garbage() {
        return new Described(
                "the auth service answers garbage",
                (request, deadline, real, execution) -> CompletableFuture.completedFuture(new TransportResponse(
                        200, Map.of("Content-Type", List.of("text/html")), "<html><body>Welcome!</body></html>")));
    }

    /**
     * The auth service takes the question and never answers, until the fault is undone: then the connection breaks.
     *
     * @return the fault
     */
    public static TransportFault hang() {
        return new Described(
                "the auth service hangs", (request, deadline, real, execution) -> new CompletableFuture<>());
    }

    /**
     * Another fault that comes and goes with the calls.
     *
     * @param fault what happens while it is there
     * @param failing how many calls in a row meet it, 1 to 1000
     * @param passing how many calls in a row then do not, 1 to 1000
     * @return the fault
     */
    public static TransportFault flapping(TransportFault fault, int failing, int passing) {
        Objects.requireNonNull(fault, "fault");
        Settings.requireRange("failing", failing, 1, 1_000);
        Settings.requireRange("passing", passing, 1, 1_000);
        AtomicLong calls = new AtomicLong();
        return new Described(
                fault.description() + ", " + failing + " calls of " + (failing + passing),
                (request, deadline, real, execution) -> calls.getAndIncrement() % (failing + passing) < failing
                        ? fault.meet(request, deadline, real, execution)
                        : real.send(request, deadline));
    }

    private static CompletableFuture<TransportResponse> failed(String what) {
        return CompletableFuture.failedFuture(
                new VerifierUnavailableException(UnavailableReason.CONNECTION_FAILED, what + " (drill)"));
    }
}
