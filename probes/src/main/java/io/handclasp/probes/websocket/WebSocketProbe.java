package io.handclasp.probes.websocket;

import io.handclasp.core.Redaction;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.probes.Probe;
import io.handclasp.probes.ProbeDocs;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.probes.net.ProbeConnections;
import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Visits an endpoint as a client does. */
record WebSocketProbe(
        Dialling dialling,
        Optional<String> expectedSubprotocol,
        Optional<WebSocketProbeBuilder.Echo> echo,
        Optional<Duration> refusedWithin)
        implements Probe {
    /** How long the end of a session may take to be told when its connection is gone already. */
    private static final Duration CLOSING = Duration.ofMillis(200);

    private static final Logger log = LoggerFactory.getLogger(WebSocketProbe.class);

    @Override
    public boolean isRemote() {
        return true;
    }

    @Override
    public ProbeOutcome check(Deadline deadline) throws InterruptedException {
        TimeSource time = deadline.timeSource();
        Map<String, Duration> phases = new LinkedHashMap<>();
        long start = time.nanoTime();
        try {
            dialling.reach(deadline);
            phases.put("connect", Duration.ofNanos(time.nanoTime() - start));
        } catch (IOException e) {
            return ProbeConnections.failed(dialling.toString(), e);
        }
        long dialled = time.nanoTime();
        Visit visit = new Visit(
                ping(dialled), echo.map(WebSocketProbeBuilder.Echo::answered).orElse("\0"));
        try {
            dialling.connect(visit, deadline);
        } catch (DeploymentException | IOException e) {
            visit.abandon();
            HandshakeFailure failure = new HandshakeFailure(
                    dialling.toString(), e, visit.isAnswered(), refusedWithin.isPresent(), deadline);
            if (Thread.interrupted() || failure.isInterrupt()) {
                throw new InterruptedException("interrupted during the handshake");
            }
            return failure.outcome().withPhases(phases);
        }
        phases.put("handshake", Duration.ofNanos(time.nanoTime() - dialled));
        return talk(visit, deadline, phases);
    }

    private static ByteBuffer ping(long nanos) {
        return ByteBuffer.wrap(Long.toHexString(nanos).getBytes(StandardCharsets.US_ASCII))
                .asReadOnlyBuffer();
    }

    private ProbeOutcome talk(Visit visit, Deadline deadline, Map<String, Duration> phases)
            throws InterruptedException {
        Session session = visit.session();
        try {
            return (refusedWithin.isPresent()
                            ? refused(visit, deadline.sooner(refusedWithin.get()))
                            : roundTrips(visit, session, deadline, phases))
                    .withPhases(phases);
        } catch (IOException e) {
            return ProbeConnections.failed(dialling.toString(), e).withPhases(phases);
        } catch (RuntimeException e) {
            if (!saysThatItEnded(e, session)) {
                throw e;
            }
            log.debug("the session ended: {}", Redaction.describe(e));
            boolean told = visit.awaitClose(deadline.sooner(CLOSING));
            int code = told ? visit.closeCode().orElseThrow() : CloseReason.CloseCodes.CLOSED_ABNORMALLY.getCode();
            return closed(code).withPhases(phases);
        } finally {
            visit.close();
        }
    }

    /** When a session has ended before something is sent over it, Tyrus says so in several ways, a bare exception among them. */
    private static boolean saysThatItEnded(RuntimeException e, Session session) {
        return e instanceof IllegalStateException || e instanceof RejectedExecutionException || !session.isOpen();
    }

    private ProbeOutcome closed(int code) {
        return ProbeOutcome.down(dialling + ": closed with " + code)
                .withHint(ProbeDocs.hint(CloseCodes.advice(code), "websocket-closed"));
    }

    private ProbeOutcome refused(Visit visit, Deadline until) throws InterruptedException {
        if (!visit.awaitClose(until)) {
            if (visit.isBroken()) {
                return ProbeOutcome.down(
                                dialling + ": a bad token was not refused, the session failed without a close code")
                        .withHint(ProbeDocs.hint(
                                "look at the endpoint's log and at proxies on the way: a refusal closes with a code",
                                "websocket-closed"));
            }
            return ProbeOutcome.down(dialling + ": a bad token was not refused, the session stays open")
                    .withHint(ProbeDocs.hint(
                            "the endpoint lets anybody in: look at its verifier now", "websocket-not-refused"));
        }
        int code = visit.closeCode().orElseThrow();
        return CloseCodes.isRefusal(code)
                ? ProbeOutcome.up(dialling + ": the bad token was refused with close code " + code)
                : ProbeOutcome.down(dialling + ": closed with " + code + ", which is not a refusal of the token")
                        .withHint(ProbeDocs.hint(CloseCodes.advice(code), "websocket-closed"));
    }

    private ProbeOutcome silent(Visit visit, String what, String anchor) {
        if (visit.closeCode().isPresent()) {
            return closed(visit.closeCode().orElseThrow());
        }
        return ProbeOutcome.down(dialling + ": connected, but " + what)
                .withHint(ProbeDocs.hint("the endpoint hangs, or a proxy drops frames: look at both", anchor));
    }

    private ProbeOutcome roundTrips(Visit visit, Session session, Deadline deadline, Map<String, Duration> phases)
            throws IOException, InterruptedException {
        String picked = String.valueOf(session.getNegotiatedSubprotocol());
        if (expectedSubprotocol.isPresent() && !expectedSubprotocol.get().equals(picked)) {
            return ProbeOutcome.down(
                            dialling + ": the server did not pick the subprotocol " + expectedSubprotocol.get())
                    .withHint(ProbeDocs.hint(
                            "let the endpoint answer with this subprotocol: browsers fail without",
                            "websocket-subprotocol"));
        }
        TimeSource time = deadline.timeSource();
        long start = time.nanoTime();
        session.getBasicRemote().sendPing(visit.ping());
        if (!visit.awaitPong(deadline)) {
            return silent(visit, "a ping was not answered", "websocket-no-pong");
        }
        phases.put("pong", Duration.ofNanos(time.nanoTime() - start));
        if (echo.isPresent()) {
            long sent = time.nanoTime();
            session.getBasicRemote().sendText(echo.get().sent());
            if (!visit.awaitEcho(deadline)) {
                return silent(visit, "the message was not answered as expected", "websocket-no-echo");
            }
            phases.put("echo", Duration.ofNanos(time.nanoTime() - sent));
        }
        return ProbeOutcome.up(dialling + ": connected, " + (echo.isPresent() ? "message" : "ping") + " answered");
    }
}
