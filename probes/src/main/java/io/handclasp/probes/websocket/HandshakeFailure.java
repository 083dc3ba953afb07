package io.handclasp.probes.websocket;

import io.handclasp.core.time.Deadline;
import io.handclasp.probes.ProbeDocs;
import io.handclasp.probes.ProbeOutcome;
import java.util.Optional;
import java.util.OptionalInt;
import org.glassfish.tyrus.core.HandshakeException;

/** What a handshake that failed tells. The words of the client's exception are not shown: they may quote the URL. */
record HandshakeFailure(
        String endpoint, Exception failure, boolean answered, boolean refusalExpected, Deadline deadline) {
    private static final int MAX_CAUSES = 10;

    ProbeOutcome outcome() {
        OptionalInt status = status();
        if (status.isPresent()) {
            return ofStatus(status.getAsInt());
        } else if (deadline.isExpired()) {
            return ProbeOutcome.down(endpoint + ": connected, but the handshake was not answered in time")
                    .withHint(ProbeDocs.hint(
                            "the server hangs, perhaps because each handshake waits for the auth service",
                            "websocket-handshake-timed-out"));
        }
        return ProbeOutcome.down(endpoint + ": "
                        + (answered
                                ? "the server's answer to the handshake is not acceptable"
                                : "the connection ended during the handshake"))
                .withHint(ProbeDocs.hint(
                        "look whether this path is a WebSocket endpoint, and at proxies on the way",
                        "websocket-handshake-failed"));
    }

    /** Tyrus takes the flag of an interrupted thread and says so in a cause. */
    boolean isInterrupt() {
        return cause(InterruptedException.class).isPresent();
    }

    private OptionalInt status() {
        return cause(HandshakeException.class)
                .map(handshake -> OptionalInt.of(handshake.getHttpStatusCode()))
                .orElseGet(OptionalInt::empty);
    }

    private <T extends Throwable> Optional<T> cause(Class<T> type) {
        Throwable each = failure;
        for (int i = 0; i < MAX_CAUSES && each != null; i++) {
            if (type.isInstance(each)) {
                return Optional.of(type.cast(each));
            }
            each = each.getCause();
        }
        return Optional.empty();
    }

    private ProbeOutcome ofStatus(int status) {
        boolean refused = status == 401 || status == 403;
        if (refused && refusalExpected) {
            return ProbeOutcome.up(endpoint + ": the bad token was refused with status " + status);
        } else if (refused) {
            return ProbeOutcome.down(endpoint + ": the handshake was refused with status " + status)
                    .withHint(ProbeDocs.hint(
                            "give the probe a good token; see whether keys, issuer or origins changed",
                            "websocket-denied"));
        }
        return ProbeOutcome.down(endpoint + ": the handshake was answered with status " + status)
                .withHint(ProbeDocs.hint(
                        status == 503
                                ? "the server cannot judge tokens now: look at the auth service"
                                : "look whether this path is a WebSocket endpoint, and at proxies on the way",
                        "websocket-handshake-failed"));
    }
}
