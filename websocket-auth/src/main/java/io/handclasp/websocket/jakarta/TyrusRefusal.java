package io.handclasp.websocket.jakarta;

import io.handclasp.core.Redaction;
import io.handclasp.websocket.AuthOutcome;
import jakarta.websocket.HandshakeResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP refusal on Tyrus, the one container that can send one from {@code modifyHandshake}. Setting a status alone is not
 * enough: Tyrus would open a session all the same. It gives up when its own checked exception leaves the method. Tyrus's
 * types are found by name, for no other container has them.
 */
final class TyrusRefusal {
    private static final Logger log = LoggerFactory.getLogger(HandshakeConfigurator.class);
    private static final String RESPONSE = "org.glassfish.tyrus.core.TyrusUpgradeResponse";
    private static final String EXCEPTION = "org.glassfish.tyrus.core.HandshakeException";
    private static final List<String> OF_AN_UPGRADE =
            List.of("Upgrade", "Sec-WebSocket-Accept", "Sec-WebSocket-Protocol", "Sec-WebSocket-Extensions");

    private TyrusRefusal() {}

    /**
     * Prepares the response and gives what to throw.
     *
     * @param response the container's response
     * @param refusal what to answer
     * @return Tyrus's exception; empty on another container, whose response is then untouched
     */
    static Optional<Throwable> prepare(HandshakeResponse response, AuthOutcome.Refusal refusal) {
        if (!response.getClass().getName().equals(RESPONSE)) {
            return Optional.empty();
        }
        Throwable giveUp;
        try {
            giveUp = Class.forName(EXCEPTION, true, response.getClass().getClassLoader())
                    .asSubclass(Throwable.class)
                    .getConstructor(int.class, String.class)
                    .newInstance(refusal.httpStatus(), "refused: " + refusal.closeReason());
        } catch (ReflectiveOperationException | ClassCastException | LinkageError anotherTyrus) {
            log.warn(
                    "this Tyrus cannot refuse with a status, sessions are closed instead: {}",
                    Redaction.describe(anotherTyrus));
            return Optional.empty();
        }
        Map<String, List<String>> headers = response.getHeaders();
        OF_AN_UPGRADE.forEach(headers::remove);
        headers.put("Connection", List.of("close"));
        headers.put("Content-Length", List.of("0"));
        refusal.httpHeaders().forEach((name, value) -> headers.put(name, List.of(value)));
        return Optional.of(giveUp);
    }

    /** Throws a checked exception out of a method that declares none: wrapped, it would drop the connection unanswered. */
    @SuppressWarnings("unchecked")
    static <X extends Throwable> void throwAsIs(Throwable failure) throws X {
        throw (X) failure;
    }
}
