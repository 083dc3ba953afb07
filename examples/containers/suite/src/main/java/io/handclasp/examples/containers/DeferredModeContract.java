package io.handclasp.examples.containers;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.ThreadCensus;
import io.handclasp.examples.containers.wire.Handshake;
import io.handclasp.examples.containers.wire.RawConnection;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.jakarta.HandshakeConfigurator;
import io.handclasp.websocket.jakarta.HoldLimits;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.Verification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Deferred mode: the upgrade is accepted, and the verdict comes later. */
public abstract class DeferredModeContract extends Suite {
    private static final String PATH = "/deferred";
    private static final String LEAVING = "/leaving";
    private static final String IMPATIENT = "/impatient";
    private static final String CLOSING = "/closing";
    private static final int PENDING = 64;
    private static final int MOST_MESSAGES = 8;
    private static final int MOST_BYTES = 4_096;
    private static final String LARGE = "x".repeat(60_000);
    /** More than any container collects by default. */
    private static final int ENDLESS = 8 << 20;

    private final Events events = new Events();
    private final Judge judge = new Judge();
    private final ThreadCensus census = ThreadCensus.take();
    private final WebSocketAuthenticator authenticator = judge.authenticator(Duration.ofSeconds(50));
    private final WebSocketAuthenticator impatient = judge.authenticator(Duration.ofMillis(300));
    private final WebSocketAuthenticator closing = judge.authenticator(Duration.ofSeconds(50));

    /** For the modules. */
    protected DeferredModeContract() {}

    @Override
    protected final Optional<Deployment> deployment() {
        return Optional.of(Deployment.empty()
                .with(guarded(authenticator, PATH))
                .with(guarded(authenticator, LEAVING))
                .with(guarded(impatient, IMPATIENT))
                .with(guarded(closing, CLOSING))
                .with(WronglyAnnotated.class));
    }

    private jakarta.websocket.server.ServerEndpointConfig guarded(WebSocketAuthenticator by, String path) {
        return new HandshakeConfigurator(by, new HoldLimits(MOST_MESSAGES, MOST_BYTES))
                .guard(() -> new EchoEndpoint(events), path)
                .build();
    }

    @Override
    protected final Events events() {
        return events;
    }

    @Override
    protected final void endPart() {
        authenticator.close();
        impatient.close();
        closing.close();
        List<Thread> left = census.added().stream()
                .filter(thread -> thread.getName().contains("auth-"))
                .toList();
        left.forEach(DeferredModeContract::join);
        results().promise(Promise.DEFERRED_NO_LEAK, left.stream().anyMatch(Thread::isAlive) ? "BROKEN" : "holds");
        assertThat(left).noneMatch(Thread::isAlive);
    }

    private static void join(Thread thread) {
        try {
            thread.join(20_000);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }

    private RawConnection pending(String path) throws Exception {
        return upgrade(Handshake.to(path).bearer(Judge.Kind.SLOW.token("pending")));
    }

    @Test
    @Shows(Promise.DEFERRED_HOLDS)
    void connectWhenVerdictIsLateThenMessagesAreHeldAndDeliveredInOrder() throws Exception {
        RawConnection client = pending(PATH);
        CompletableFuture<Verification> verdict = judge.nextHeld();
        client.send(
                RawConnection.text("one"),
                RawConnection.binary("two"),
                RawConnection.textBegins("thr"),
                RawConnection.pong("between"),
                RawConnection.ends("ee"));
        client.send(RawConnection.ping("all there?"));
        assertThat(client.hear()).isEqualTo("pong all there?");
        assertUnseen("held");

        verdict.complete(Judge.valid("held"));

        assertThat(client.hear()).isEqualTo("text welcome held");
        assertThat(client.hear()).isEqualTo("text echo one");
        assertThat(client.hear()).isEqualTo("text echo three");
        client.send(RawConnection.text("four"));
        assertThat(client.hear()).isEqualTo("text echo four");
        assertThat(events.drain("held"))
                .containsExactly("open", "text one", "binary two", "pong between", "text three", "text four");
        client.send(RawConnection.close(1000));
        assertThat(client.hearAll()).containsExactly("close 1000");
        assertThat(events.next("held")).isEqualTo("closed");
    }

    @Test
    @Shows({Promise.DEFERRED_PING, Promise.DEFERRED_REFUSES})
    void connectWhenVerdictIsNoThenClosedWithItsCodeAndHeldMessagesAreDropped() throws Exception {
        RawConnection client = send(Handshake.to(PATH).browser(Judge.Kind.SLOW.token("pending")));
        assertThat(answerOf(client).header("Sec-WebSocket-Protocol")).isEqualTo("bearer");
        client.send(RawConnection.text("early"), RawConnection.ping("there?"));
        CompletableFuture<Verification> verdict = judge.nextHeld();
        assertThat(client.hear()).isEqualTo("pong there?");

        verdict.complete(new Verification.Invalid(RejectReason.REVOKED));

        assertThat(client.hear()).isEqualTo("close 4401 the token was revoked");
        client.sendRegardless(RawConnection.text("ghost"));
        client.finishOutput();
        assertThat(client.waitForEnd()).doesNotContain("echo", "welcome");
        assertUnseen("revoked");
    }

    @Test
    @Shows(Promise.DEFERRED_BOUND)
    void connectWhenTooManyMessagesComeThenClosedWith1008() throws Exception {
        RawConnection client = pending(PATH);
        CompletableFuture<Verification> verdict = judge.nextHeld();
        for (int i = 0; i <= MOST_MESSAGES; i++) {
            client.sendRegardless(RawConnection.text("message " + i));
        }

        assertThat(client.hear()).isEqualTo("close 1008 too much was sent before the verdict");
        verdict.complete(Judge.valid("chatty"));
        assertUnseen("chatty");
    }

    @Test
    @Shows(Promise.DEFERRED_BOUND)
    void connectWhenTooManyBytesComeThenClosedWith1008() throws Exception {
        RawConnection client = pending(PATH);
        CompletableFuture<Verification> verdict = judge.nextHeld();
        client.sendRegardless(RawConnection.text("x".repeat(MOST_BYTES / 2 + 1)));

        assertThat(client.hear()).isEqualTo("close 1008 too much was sent before the verdict");
        verdict.complete(Judge.valid("wordy"));
        assertUnseen("wordy");
    }

    /** Whoever has no verdict must not fill the memory with one message that never ends. */
    @Test
    @Shows(Promise.DEFERRED_BOUND)
    void connectWhenMessageHasNoEndThenClosedBeforeAVerdict() throws Exception {
        for (boolean text : new boolean[] {true, false}) {
            RawConnection client = pending(PATH);
            CompletableFuture<Verification> verdict = judge.nextHeld();
            client.sendRegardless(text ? RawConnection.textBegins(LARGE) : RawConnection.binaryBegins(LARGE));
            for (int sent = 0; sent < ENDLESS; sent += LARGE.length()) {
                client.sendRegardless(RawConnection.continues(LARGE));
            }

            // Who goes on sending may lose the close frame with the connection.
            assertThat(client.hear()).matches("close 1009.*|end");
            verdict.complete(Judge.valid("endless"));
        }
        assertUnseenAsOthersAreServed("endless");
    }

    @Test
    @Shows(Promise.DEFERRED_CLIENT_LEAVES)
    void connectWhenClientClosesBeforeItsVerdictThenHostSeesNothing() throws Exception {
        RawConnection client = pending(LEAVING);
        CompletableFuture<Verification> verdict = judge.nextHeld();
        client.send(RawConnection.text("one"), RawConnection.close(1000));
        assertThat(client.hear()).isEqualTo("close 1000");
        awaitDepartures(LEAVING, 1); // Undertow answers a close, and hangs up, before it tells of it

        verdict.complete(Judge.valid("leaver"));

        assertUnseenAsOthersAreServed("leaver");
    }

    @Test
    @Shows(Promise.DEFERRED_CLIENT_LEAVES)
    void connectWhenClientHalfClosesBeforeItsVerdictThenHandledOnce() throws Exception {
        RawConnection client = pending(LEAVING);
        CompletableFuture<Verification> verdict = judge.nextHeld();
        client.send(RawConnection.text("one"));
        client.finishOutput();
        // No container answers a client that cannot close properly; what it hears is the end.
        assertThat(client.hearAll()).noneMatch(frame -> frame.startsWith("text"));
        awaitDepartures(LEAVING, 1);

        verdict.complete(Judge.valid("halfway"));

        assertUnseenAsOthersAreServed("halfway");
    }

    @Test
    @Shows(Promise.DEFERRED_CLIENT_LEAVES)
    void connectWhenConnectionIsResetBeforeItsVerdictThenHandledOnce() throws Exception {
        RawConnection client = pending(LEAVING);
        CompletableFuture<Verification> verdict = judge.nextHeld();
        client.send(RawConnection.text("one"), RawConnection.ping("x"));
        assertThat(client.hear()).isEqualTo("pong x");
        client.reset();
        awaitDepartures(LEAVING, 1);

        verdict.complete(new Verification.Invalid(RejectReason.EXPIRED));

        assertUnseenAsOthersAreServed("gone");
    }

    /** The verdict is carried out by the time that another handshake was, or never. */
    private void assertUnseenAsOthersAreServed(String client) throws Exception {
        RawConnection next = upgrade(Handshake.to(PATH).bearer(Judge.Kind.SLOW.token("pending")));
        judge.nextHeld().complete(Judge.valid("next"));
        assertThat(next.hear()).isEqualTo("text welcome next");
        assertUnseen(client);
    }

    @Test
    @Shows(Promise.DEFERRED_DEADLINE)
    void connectWhenVerdictNeverComesThenClosedWith1013() throws Exception {
        RawConnection client = pending(IMPATIENT);
        CompletableFuture<Verification> verdict = judge.nextHeld();
        client.sendRegardless(RawConnection.text("one"));

        assertThat(client.hear()).startsWith("close 1013 try again in");
        verdict.complete(Judge.valid("waiter"));
        assertUnseen("waiter");
    }

    @Test
    @Shows(Promise.DEFERRED_SHUTDOWN)
    void connectWhenAuthenticatorIsClosedMeanwhileThenClosedWith1013() throws Exception {
        RawConnection client = pending(CLOSING);
        CompletableFuture<Verification> verdict = judge.nextHeld();

        closing.close();

        assertThat(client.hear()).startsWith("close 1013 try again in");
        verdict.complete(Judge.valid("shut"));
        assertThat(upgrade(Handshake.to(CLOSING).bearer(Judge.Kind.GOOD.token("shut")))
                        .hear())
                .startsWith("close 1013");
        assertUnseen("shut");
    }

    @Test
    @Shows(Promise.DEFERRED_NO_THREAD)
    void connectWhenManyVerdictsAreLateThenOthersAreServed() throws Exception {
        RawConnection open = upgrade(Handshake.to(PATH).bearer(Judge.Kind.GOOD.token("open")));
        assertThat(open.hear()).isEqualTo("text welcome open");
        List<RawConnection> waiting = new ArrayList<>();
        for (int i = 0; i < PENDING; i++) {
            waiting.add(pending(PATH));
        }

        RawConnection further = upgrade(Handshake.to(PATH).bearer(Judge.Kind.GOOD.token("further")));
        assertThat(further.hear()).isEqualTo("text welcome further");
        open.send(RawConnection.text("still here"));
        assertThat(open.hear()).isEqualTo("text echo still here");

        for (int i = 0; i < PENDING; i++) {
            judge.nextHeld().complete(Judge.valid("late"));
        }
        for (RawConnection client : waiting) {
            assertThat(client.hear()).isEqualTo("text welcome late");
        }
        assertThat(events.drain("late")).hasSize(PENDING).containsOnly("open");
    }

    @Test
    @Shows(Promise.DEFERRED_HOST_FAILS)
    void connectWhenHostsOnOpenFailsThenItIsToldAndTheSessionClosed() throws Exception {
        RawConnection client = upgrade(Handshake.to(PATH).bearer(Judge.Kind.GOOD.token(EchoEndpoint.FAIL)));

        assertThat(client.hear()).isEqualTo("close 1011 the endpoint could not be opened");
        client.send(RawConnection.close(1011));
        assertThat(client.hearAll()).isEmpty();
        assertThat(events.next(EchoEndpoint.FAIL)).isEqualTo("open");
        assertThat(events.next(EchoEndpoint.FAIL)).isEqualTo("error the host's onOpen fails");
        assertThat(events.next(EchoEndpoint.FAIL)).isEqualTo("closed");
    }

    @Test
    @Shows(Promise.DEFERRED_ANNOTATED_FAILS)
    void connectWhenAnnotatedOutsideFilterModeThenNobodyGetsIn() throws Exception {
        RawConnection client = send(Handshake.to(WronglyAnnotated.PATH).bearer(Judge.Kind.GOOD.token("ada")));

        assertThat(answerOf(client).status()).isIn(0, 500);
        client.sendRegardless(RawConnection.text("boo"));
        assertThat(WronglyAnnotated.opened()).isZero();
        awaitLogged("an endpoint that is deployed by its own class, or annotated, cannot be guarded");
    }
}
