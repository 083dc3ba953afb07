package io.handclasp.websocket.jakarta;

import io.handclasp.core.Redaction;
import io.handclasp.core.concurrent.Stages;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.FirstMessageExchange;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.resilience.Execution;
import io.handclasp.websocket.session.SessionGuard;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One accepted connection between its upgrade and its verdict, and the order of its events after it. */
final class Admission {
    private static final Logger log = LoggerFactory.getLogger(HandshakeConfigurator.class);
    private static final int POLICY_VIOLATION = 1008;
    private static final int INTERNAL_ERROR = 1011;
    private static final int TRY_AGAIN_LATER = 1013;

    private final Endpoint host;
    private final Session container;
    private final EndpointConfig config;
    private final WebSocketAuthenticator authenticator;
    private final GuardedSession session;
    private final HeldMessages held;
    private final EnforcementSettings settings;
    private final Optional<PendingAdmission> pending;
    private final Optional<FirstMessageExchange> firstMessage;
    private final SessionLimits sessionLimits;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final TokenGate gate = new TokenGate();
    private volatile boolean openingFailed;

    Admission(
            Endpoint host,
            Session container,
            EndpointConfig config,
            WebSocketAuthenticator authenticator,
            EnforcementSettings settings,
            Optional<PendingAdmission> pending) {
        this.host = host;
        this.container = container;
        this.config = config;
        this.authenticator = authenticator;
        this.session = new GuardedSession(container);
        this.held = new HeldMessages(settings.limits());
        this.settings = settings;
        this.pending = pending;
        this.firstMessage = pending.flatMap(PendingAdmission::firstMessage);
        this.sessionLimits = new SessionLimits(container, settings.limits(), firstMessage);
    }

    /** Carries out the verdict when it is there, or waits for it without a thread. */
    void begin() {
        sessionLimits.boundMessages();
        container.addMessageHandler(String.class, this::onText);
        container.addMessageHandler(ByteBuffer.class, this::onBinary);
        container.addMessageHandler(PongMessage.class, this::onPong);
        if (pending.isEmpty()) {
            held.discard();
            close(INTERNAL_ERROR, "the handshake was not judged");
            return;
        }
        Optional<AuthOutcome> now = pending.get().outcomeNow();
        if (now.isPresent()) {
            decide(now.get());
            return;
        }
        sessionLimits.allowIdleUntilVerdict(authenticator.deadline());
        Stages.onDone(pending.get().outcome(), (outcome, failure) -> {
            if (outcome != null) {
                decideOnExecutor(authenticator.execution().executor(), new Decision(outcome));
            } else {
                refuse(INTERNAL_ERROR, "the handshake was not judged");
            }
        });
    }

    private static void decideOnExecutor(Executor executor, Decision decision) {
        try {
            executor.execute(decision);
        } catch (RuntimeException | OutOfMemoryError full) {
            // Managed executors refuse with exceptions of their own; a pool that cannot have a further thread runs out
            // of memory.
            decision.abandoned();
        }
    }

    /** A verdict on its way to a thread of the executor's. */
    private final class Decision implements Execution.Work {
        private final AuthOutcome outcome;

        Decision(AuthOutcome outcome) {
            this.outcome = outcome;
        }

        @Override
        public void run() {
            decide(outcome);
        }

        /** There is no thread for the host's code: a refusal can still be told, an admission cannot be carried out. */
        @Override
        public void abandoned() {
            if (outcome instanceof AuthOutcome.Refusal refusal) {
                refuse(refusal.closeCode(), refusal.closeReason());
            } else {
                refuse(TRY_AGAIN_LATER, "try again later");
            }
        }
    }

    private void decide(AuthOutcome outcome) {
        if (!container.isOpen()) {
            held.discard(); // the client left; its container may tell so only later
            return;
        }
        AuthOutcome now = outcome;
        if (outcome instanceof AuthOutcome.Authenticated admitted) {
            if (settings.sessionGuard().isPresent()) {
                guard(settings.sessionGuard().get(), admitted);
                return;
            }
            // First the session can be found, then the revocations are asked: one that comes between is not missed.
            session.admit(admitted);
            now = authenticator.confirm(admitted);
        }
        if (now instanceof AuthOutcome.Authenticated) {
            letIn();
        } else if (now instanceof AuthOutcome.Refusal refusal) {
            session.dismiss();
            refuse(refusal.closeCode(), refusal.closeReason());
        }
    }

    private void guard(SessionGuard guard, AuthOutcome.Authenticated admitted) {
        boolean open;
        try {
            open = gate.guard(guard, admitted, session, new GuardedHandle(container, this::warn, this::refuse));
        } catch (Throwable bug) { // nobody would ever end a session that nobody guards
            log.error("a session cannot be guarded: {}", Redaction.describe(bug));
            session.dismiss();
            refuse(INTERNAL_ERROR, "the session cannot be guarded");
            return;
        }
        if (open) {
            session.admit(admitted); // not sooner: others would find a session whose gate nobody has looked at
            letIn();
        } else {
            session.dismiss();
            held.discard(); // the guard closes the session, unless the client left
        }
    }

    /** What the host sends in {@code onOpen} comes first: a client may not understand a warning before it. */
    private void warn(Duration left) {
        held.afterOpening(() -> {
            Duration now = gate.timeLeft();
            if (now.isZero() || now.compareTo(left) > 0 || openingFailed) {
                return; // it ended, or was renewed meanwhile
            }
            try {
                settings.warning().warn(session, now);
            } catch (
                    Throwable
                            gone) { // else nothing that is held after it would ever be delivered, nor the session's end
                log.debug("a session could not be warned: {}", Redaction.describe(gone));
            }
        });
    }

    private void letIn() {
        if (sessionLimits.restored()) {
            held.release(this::open);
        } else {
            gate.ended();
            held.discard(); // the client left just now
        }
    }

    private void open() {
        try {
            host.onOpen(session, config);
        } catch (Throwable failure) { // errors, too, and what other languages throw unchecked: nobody else would close
            // Containers disagree about what follows; closing is the one answer that leaves no half-open session.
            openingFailed = true;
            tellHost(failure);
            close(INTERNAL_ERROR, "the endpoint could not be opened");
        }
    }

    private void refuse(int code, String reason) {
        held.discard();
        close(code, reason);
    }

    private void onText(String message) {
        FirstMessageExchange exchange =
                firstMessage.filter(FirstMessageExchange::isAwaiting).orElse(null);
        if (exchange == null) {
            deliverText(message);
            return;
        }
        sessionLimits.firstMessageCame();
        if (exchange.isForHost()) {
            deliverText(message); // is held; before its verdict can be there
            exchange.onText(message);
        } else if (!exchange.onText(message)) {
            deliverText(message); // too late; is dropped
        }
    }

    private void deliverText(String message) {
        deliver(2L * message.length(), () -> session.handlers().onText(message));
    }

    private void onBinary(ByteBuffer message) {
        if (firstMessage.filter(FirstMessageExchange::onBinary).isPresent()) {
            return;
        }
        ByteBuffer own = held.flows() ? message : copyOf(message);
        deliver(own.remaining(), () -> session.handlers().onBinary(own));
    }

    private void onPong(PongMessage message) {
        if (held.flows()) {
            deliver(0, () -> session.handlers().onPong(message));
            return;
        }
        ByteBuffer data = copyOf(message.getApplicationData());
        deliver(data.remaining(), () -> session.handlers().onPong(() -> data));
    }

    /** A container may use its buffer again as soon as the handler returns. */
    private static ByteBuffer copyOf(ByteBuffer buffer) {
        ByteBuffer copy = ByteBuffer.allocate(buffer.remaining());
        copy.put(buffer.duplicate());
        return copy.flip();
    }

    private void deliver(long bytes, Runnable delivery) {
        if (held.flows()) {
            gate.pass(delivery); // the container reports a failure of the host's handler through onError
            return;
        }
        if (!held.accept(bytes, () -> deliverSafely(delivery))) {
            refuse(POLICY_VIOLATION, "too much was sent before the verdict");
        }
    }

    private void deliverSafely(Runnable delivery) {
        if (session.isClosedByHost() || openingFailed) {
            return; // whom the host sent away, or could not open, is not heard; a container would not hear either
        }
        try {
            gate.pass(delivery);
        } catch (Throwable failure) { // else what is held after it would never be delivered
            tellHost(failure);
        }
    }

    void closed(CloseReason reason) {
        // Jetty's session is open as yet, and a refusal would take the place of the answer to the client's close.
        closing.set(true);
        if (held.discard()) {
            log.debug("a client left before its verdict; endpoint path {}", path());
        }
        gate.ended();
        firstMessage.ifPresent(FirstMessageExchange::abandon);
        held.tell(() -> {
            try {
                host.onClose(session, reason);
            } catch (Throwable failure) {
                tellHost(failure);
            }
        });
    }

    /** As it was deployed: what the client asked for may hold anything. */
    private String path() {
        return config instanceof ServerEndpointConfig server ? server.getPath() : "unknown";
    }

    void failed(Throwable failure) {
        log.debug("a session failed: {}", Redaction.describe(failure));
        held.tell(() -> tellHost(failure));
    }

    private void tellHost(Throwable failure) {
        try {
            host.onError(session, failure);
        } catch (Throwable second) {
            log.warn("the endpoint's onError failed: {}", Redaction.describe(second));
        }
    }

    private void close(int code, String reason) {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        try {
            CloseFrames.send(container, code, reason);
        } catch (IOException | IllegalStateException gone) {
            log.debug("a refused session was gone already: {}", Redaction.describe(gone));
        }
    }
}
