package io.handclasp.examples.containers;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.examples.containers.wire.Handshake;
import io.handclasp.examples.containers.wire.RawConnection;
import io.handclasp.websocket.FirstMessagePolicy;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.jakarta.EnforcementSettings;
import io.handclasp.websocket.jakarta.HandshakeConfigurator;
import io.handclasp.websocket.origin.OriginPolicy;
import io.handclasp.websocket.token.FirstMessageFormats;
import io.handclasp.websocket.token.TokenExtractors;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.Verification;
import jakarta.websocket.server.ServerEndpointConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Deferred mode, and the token comes as the first message. */
public abstract class FirstMessageContract extends Suite {
    private static final String PATH = "/first";
    private static final String LEAVING = "/first-leaving";
    private static final String FOR_HOST = "/first-init";
    private static final String BRIEF = "/first-brief";
    private static final String CLOSING = "/first-closing";
    private static final String APP = "https://app.example";
    private static final FirstMessagePolicy PLAIN =
            FirstMessagePolicy.of(TokenExtractors.firstMessage(FirstMessageFormats.plainToken()));
    private static final FirstMessagePolicy INIT =
            FirstMessagePolicy.of(TokenExtractors.firstMessage(FirstMessageFormats.graphQl("/token")));
    /** More than some containers read by default, and less than the carrier's limit. */
    private static final int LONG_MESSAGE = 12_000;

    private static final String LARGE = "x".repeat(60_000);
    /** More than any container collects by default. */
    private static final int ENDLESS = 8 << 20;

    private final Events events = new Events();
    private final Judge judge = new Judge();
    private final WebSocketAuthenticator authenticator = judge.builder(Duration.ofSeconds(50))
            .originPolicy(OriginPolicy.exactly(APP))
            .build();
    private final WebSocketAuthenticator closing = judge.authenticator(Duration.ofSeconds(50));

    /** For the modules. */
    protected FirstMessageContract() {}

    @Override
    protected final Optional<Deployment> deployment() {
        return Optional.of(Deployment.empty()
                .with(guarded(authenticator, PATH, PLAIN))
                .with(guarded(authenticator, LEAVING, PLAIN))
                .with(guarded(authenticator, FOR_HOST, INIT))
                .with(guarded(authenticator, BRIEF, PLAIN.withWaitLimit(Duration.ofMillis(300))))
                .with(guarded(closing, CLOSING, PLAIN)));
    }

    private ServerEndpointConfig guarded(WebSocketAuthenticator by, String path, FirstMessagePolicy policy) {
        return new HandshakeConfigurator(by, EnforcementSettings.standard().withFirstMessage(policy))
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
        closing.close();
    }

    private static byte[] token(Judge.Kind kind, String subject) {
        return RawConnection.text(kind.token(subject));
    }

    @Test
    @Shows(Promise.FIRST_MESSAGE_ADMITS)
    void connectWhenFirstTextIsTheTokenThenWhatFollowsIsHeldAndDeliveredInOrder() throws Exception {
        RawConnection client = upgrade(Handshake.to(PATH));
        String token = Judge.Kind.SLOW.token("first");
        client.send(RawConnection.textBegins(token.substring(0, 9)), RawConnection.ends(token.substring(9)));
        CompletableFuture<Verification> verdict = judge.nextHeld();
        client.send(
                RawConnection.text("one"),
                RawConnection.binary("two"),
                RawConnection.textBegins("thr"),
                RawConnection.ends("ee"));
        client.send(RawConnection.ping("all there?"));
        assertThat(client.hear()).isEqualTo("pong all there?");
        assertUnseen("first");

        verdict.complete(Judge.valid("first"));

        assertThat(client.hear()).isEqualTo("text welcome first");
        assertThat(client.hear()).isEqualTo("text echo one");
        assertThat(client.hear()).isEqualTo("text echo three");
        client.send(RawConnection.text("four"));
        assertThat(client.hear()).isEqualTo("text echo four");
        assertThat(events.drain("first")).containsExactly("open", "text one", "binary two", "text three", "text four");
    }

    @Test
    @Shows(Promise.FIRST_MESSAGE_ADMITS)
    void connectWhenVerdictIsThereAtOnceThenAdmitted() throws Exception {
        RawConnection client = upgrade(Handshake.to(PATH).header("Origin", APP));
        client.send(token(Judge.Kind.GOOD, "quick"), RawConnection.text("one"));

        assertThat(client.hear()).isEqualTo("text welcome quick");
        assertThat(client.hear()).isEqualTo("text echo one");
        assertThat(events.drain("quick")).containsExactly("open", "text one");
    }

    @Test
    @Shows({Promise.FIRST_MESSAGE_ADMITS, Promise.FIRST_MESSAGE_FOR_HOST})
    void connectWhenMessageIsTheHostsTooThenItComesFirst() throws Exception {
        RawConnection client = upgrade(Handshake.to(FOR_HOST));
        String init = "{\"type\":\"connection_init\",\"payload\":{\"token\":\"SLOW.opaque\"},\"pad\":\""
                + "x".repeat(LONG_MESSAGE) + "\"}";
        client.send(RawConnection.text(init));
        CompletableFuture<Verification> verdict = judge.nextHeld();
        client.send(RawConnection.text("one"));
        verdict.complete(Judge.valid("init"));

        assertThat(client.hear()).isEqualTo("text welcome init");
        assertThat(events.next("init")).isEqualTo("open");
        assertThat(events.next("init")).isEqualTo("text " + init);
        assertThat(events.next("init")).isEqualTo("text one");
    }

    @Test
    @Shows(Promise.FIRST_MESSAGE_REFUSES)
    void connectWhenFirstMessageIsNoTextOrNoTokenThenClosedWith4400() throws Exception {
        for (byte[] message : new byte[][] {RawConnection.binary("GOOD.x"), RawConnection.text("two words")}) {
            RawConnection client = upgrade(Handshake.to(PATH));
            client.send(message);
            assertThat(client.hear()).isEqualTo("close 4400 the request is malformed");
            client.sendRegardless(token(Judge.Kind.GOOD, "ghost"));
            client.finishOutput();
            assertThat(client.waitForEnd()).doesNotContain("welcome");
        }
        assertUnseen("ghost");
    }

    @Test
    @Shows(Promise.FIRST_MESSAGE_REFUSES)
    void connectWhenFirstMessageIsTooLongThenClosed() throws Exception {
        int asked = judge.asked();
        for (int length : new int[] {16_385, 60_000}) {
            RawConnection client = upgrade(Handshake.to(PATH));
            client.sendRegardless(RawConnection.text("x".repeat(length)));
            assertThat(client.hear()).matches("close (4400|1009) .*");
        }
        RawConnection endless = upgrade(Handshake.to(PATH));
        endless.sendRegardless(RawConnection.binaryBegins(LARGE));
        for (int sent = 0; sent < ENDLESS; sent += LARGE.length()) {
            endless.sendRegardless(RawConnection.continues(LARGE));
        }
        assertThat(endless.hear()).matches("close 1009.*|end"); // who goes on sending may lose the close frame
        assertThat(judge.asked()).isEqualTo(asked);
    }

    @Test
    @Shows(Promise.FIRST_MESSAGE_REFUSES)
    void connectWhenTokenIsBadThenClosedWithItsCode() throws Exception {
        RawConnection expired = upgrade(Handshake.to(PATH));
        expired.send(token(Judge.Kind.EXPIRED, "x"));
        assertThat(expired.hear()).isEqualTo("close 4401 the token expired");
        RawConnection forbidden = upgrade(Handshake.to(PATH));
        forbidden.send(token(Judge.Kind.FORBIDDEN, "x"));
        assertThat(forbidden.hear()).isEqualTo("close 4403 the token does not allow this");
        RawConnection late = upgrade(Handshake.to(PATH));
        late.send(token(Judge.Kind.SLOW, "x"), RawConnection.text("early"));
        judge.nextHeld().complete(new Verification.Invalid(RejectReason.REVOKED));
        assertThat(late.hear()).isEqualTo("close 4401 the token was revoked");
        assertUnseen("x");
    }

    @Test
    @Shows(Promise.FIRST_MESSAGE_DEADLINE)
    void connectWhenNothingIsSentThenClosedWith4401() throws Exception {
        RawConnection silent = upgrade(Handshake.to(BRIEF));
        RawConnection pinging = upgrade(Handshake.to(BRIEF));
        pinging.send(RawConnection.pong("no message"), RawConnection.textBegins("GOOD.never-ends"));

        assertThat(silent.hear()).isEqualTo("close 4401 no token was sent");
        assertThat(pinging.hear()).isEqualTo("close 4401 no token was sent");
    }

    @Test
    @Shows(Promise.FIRST_MESSAGE_OUTAGE)
    void connectWhenThereIsNoVerdictThenClosedWith1013() throws Exception {
        RawConnection client = upgrade(Handshake.to(PATH));
        client.send(token(Judge.Kind.UNJUDGED, "x"));

        assertThat(client.hear()).startsWith("close 1013 try again in");
        assertUnseen("x");
    }

    @Test
    @Shows(Promise.FIRST_MESSAGE_HEADER_WINS)
    void connectWhenHandshakeBringsATokenThenFirstMessageIsTheEndpoints() throws Exception {
        RawConnection client = upgrade(Handshake.to(PATH).bearer(Judge.Kind.GOOD.token("header")));
        assertThat(client.hear()).isEqualTo("text welcome header");
        int asked = judge.asked();
        client.send(RawConnection.text("GOOD.other.token"));

        assertThat(client.hear()).isEqualTo("text echo GOOD.other.token");
        assertThat(events.drain("header")).containsExactly("open", "text GOOD.other.token");
        assertThat(judge.asked()).isEqualTo(asked);

        RawConnection bad = upgrade(Handshake.to(PATH).bearer(Judge.Kind.EXPIRED.token("header")));
        bad.sendRegardless(token(Judge.Kind.GOOD, "saved"));
        assertThat(bad.hear()).isEqualTo("close 4401 the token expired");
        assertUnseen("saved");
    }

    @Test
    @Shows(Promise.FIRST_MESSAGE_ORIGIN)
    void connectWhenOriginIsForeignThenRefusedBeforeAnyMessage() throws Exception {
        int asked = judge.asked();
        for (String origin : new String[] {"https://evil.example", "null"}) {
            RawConnection client = upgrade(Handshake.to(PATH).header("Origin", origin));
            client.sendRegardless(token(Judge.Kind.GOOD, "foreign"));
            assertThat(client.hear()).isEqualTo("close 4403 the origin is not allowed");
        }
        assertUnseen("foreign");
        assertThat(judge.asked()).isEqualTo(asked);
    }

    @Test
    @Shows(Promise.FIRST_MESSAGE_PING)
    void connectWhenControlFramesComeFirstThenAnsweredAndNoToken() throws Exception {
        RawConnection client = upgrade(Handshake.to(PATH));
        client.send(RawConnection.ping("there?"), RawConnection.pong("here"));
        assertThat(client.hear()).isEqualTo("pong there?");
        client.send(token(Judge.Kind.GOOD, "ponging"));

        assertThat(client.hear()).isEqualTo("text welcome ponging");
        client.send(RawConnection.text("hi"));
        assertThat(client.hear()).isEqualTo("text echo hi");
        assertThat(events.drain("ponging")).containsExactly("open", "pong here", "text hi");
    }

    @Test
    @Shows(Promise.FIRST_MESSAGE_CLIENT_LEAVES)
    void connectWhenClientLeavesBeforeItsTokenOrVerdictThenHostSeesNothing() throws Exception {
        RawConnection silent = upgrade(Handshake.to(LEAVING));
        silent.send(RawConnection.close(1000));
        assertThat(silent.hear()).isEqualTo("close 1000");
        RawConnection reset = upgrade(Handshake.to(LEAVING));
        reset.reset();
        RawConnection leaving = upgrade(Handshake.to(LEAVING));
        leaving.send(token(Judge.Kind.SLOW, "left"), RawConnection.close(1000));
        CompletableFuture<Verification> verdict = judge.nextHeld();
        assertThat(leaving.hear()).isEqualTo("close 1000");
        awaitDepartures(LEAVING, 3); // Undertow answers a close, and hangs up, before it tells of it
        verdict.complete(Judge.valid("left"));

        RawConnection next = upgrade(Handshake.to(PATH));
        next.send(token(Judge.Kind.SLOW, "next"));
        judge.nextHeld().complete(Judge.valid("next"));
        assertThat(next.hear()).isEqualTo("text welcome next");
        assertUnseen("left");
    }

    @Test
    @Shows(Promise.FIRST_MESSAGE_SHUTDOWN)
    void connectWhenAuthenticatorIsClosedMeanwhileThenClosedWith1013() throws Exception {
        RawConnection silent = upgrade(Handshake.to(CLOSING));
        RawConnection judged = upgrade(Handshake.to(CLOSING));
        judged.send(token(Judge.Kind.SLOW, "shut"));
        CompletableFuture<Verification> verdict = judge.nextHeld();

        closing.close();

        assertThat(silent.hear()).startsWith("close 1013 try again in");
        assertThat(judged.hear()).startsWith("close 1013 try again in");
        verdict.complete(Judge.valid("shut"));
        RawConnection late = upgrade(Handshake.to(CLOSING));
        late.sendRegardless(token(Judge.Kind.GOOD, "shut"));
        assertThat(late.hear()).startsWith("close 1013");
        assertUnseen("shut");
    }
}
