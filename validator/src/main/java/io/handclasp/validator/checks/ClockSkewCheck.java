package io.handclasp.validator.checks;

import io.handclasp.core.time.Deadline;
import io.handclasp.validator.model.Check;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.websocket.transport.TransportRequest;
import io.handclasp.websocket.transport.TransportResponse;
import io.handclasp.websocket.transport.VerifierTransport;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How far this host's clock is from the auth service's, by the header {@code Date} (RFC 9110, section 6.6.1). */
record ClockSkewCheck(URI uri, VerifierTransport transport, Duration maxSkew) implements Check {
    /** The header has whole seconds, cut off. */
    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

    @Override
    public CheckOutcome run(Deadline deadline) throws Exception {
        Instant before = deadline.timeSource().now();
        long startNanos = deadline.timeSource().nanoTime();
        TransportResponse answer;
        try {
            answer = HttpCalls.send(transport, new TransportRequest("GET", uri, Map.of(), ""), deadline);
        } catch (VerifierUnavailableException unanswered) {
            return CheckOutcome.unknown("the auth service did not answer: " + HttpCalls.words(unanswered));
        }
        Duration took = Duration.ofNanos(deadline.timeSource().nanoTime() - startNanos);
        Optional<Instant> theirs = answer.header("Date").flatMap(ClockSkewCheck::read);
        if (theirs.isEmpty()) {
            return CheckOutcome.unknown(
                    "the auth service answered " + answer.status() + " without a Date that can be read");
        }
        if (answer.header("Age").isPresent()) {
            return CheckOutcome.unknown("a cache answered in place of the auth service, with a Date of its own time");
        }
        Instant ours = before.plus(took.dividedBy(2));
        Duration apart = Duration.between(theirs.get().plus(HALF_A_SECOND), ours);
        Duration unsure = HALF_A_SECOND.plus(took.dividedBy(2));
        return judged(apart, unsure);
    }

    private CheckOutcome judged(Duration apart, Duration unsure) {
        String side = apart.isNegative() ? "behind" : "ahead of";
        String message = "this host's clock is " + seconds(apart.abs()) + " " + side
                + " the auth service's, give or take " + seconds(unsure) + "; " + seconds(maxSkew) + " are accepted";
        Duration least = apart.abs().minus(unsure);
        if (least.compareTo(maxSkew) > 0) {
            return CheckOutcome.failed(message);
        }
        Duration most = apart.abs().plus(unsure);
        if (most.compareTo(maxSkew) > 0) {
            return CheckOutcome.warning(message);
        }
        return CheckOutcome.passed(message);
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1_000.0);
    }

    private static Optional<Instant> read(String date) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
