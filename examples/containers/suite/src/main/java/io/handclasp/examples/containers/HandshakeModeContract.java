package io.handclasp.examples.containers;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.examples.containers.wire.Handshake;
import io.handclasp.examples.containers.wire.JdkClient;
import io.handclasp.examples.containers.wire.RawConnection;
import io.handclasp.examples.containers.wire.RawConnection.Response;
import io.handclasp.examples.containers.wire.TyrusClient;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.jakarta.HandshakeConfigurator;
import io.handclasp.websocket.jakarta.HoldLimits;
import io.handclasp.websocket.jakarta.RefusalAnswer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Handshake mode: the verdict is there at once, and a refusal is told as the container can tell it. */
public abstract class HandshakeModeContract extends Suite {
    private static final String PATH = "/status";

    private final Events events = new Events();
    private final Judge judge = new Judge();
    private final WebSocketAuthenticator authenticator = judge.authenticator(Duration.ofSeconds(10));

    /** For the modules. */
    protected HandshakeModeContract() {}

    @Override
    protected final Optional<Deployment> deployment() {
        HandshakeConfigurator guard =
                new HandshakeConfigurator(authenticator, HoldLimits.standard(), RefusalAnswer.HTTP_STATUS);
        return Optional.of(Deployment.empty()
                .with(guard.guard(() -> new EchoEndpoint(events), PATH).build()));
    }

    @Override
    protected final Events events() {
        return events;
    }

    @Override
    protected final void endPart() {
        authenticator.close();
    }

    @Test
    @Shows(Promise.HANDSHAKE_ADMITS)
    void connectWhenTokenIsGoodThenAdmitted() throws Exception {
        RawConnection client = upgrade(Handshake.to(PATH).bearer(Judge.Kind.GOOD.token("ada")));

        assertThat(client.hear()).isEqualTo("text welcome ada");
        client.send(RawConnection.text("hi"));
        assertThat(client.hear()).isEqualTo("text echo hi");
        assertThat(events.next("ada")).isEqualTo("open");
        assertThat(events.next("ada")).isEqualTo("text hi");
    }

    @Test
    @Shows(Promise.HANDSHAKE_REFUSES)
    void connectWhenRefusedThenToldByStatusOrCloseCode() throws Exception {
        RawConnection client = send(Handshake.to(PATH).bearer(Judge.Kind.EXPIRED.token("x")));
        Response response = answerOf(client);
        client.finishOutput();
        List<String> frames = client.hearAll();

        if (response.status() == 101) {
            assertThat(frames).containsExactly("close 4401 the token expired");
            results().fact(Fact.REFUSED_IN_HANDSHAKE, "101, then close 4401");
        } else {
            assertThat(response.status()).isEqualTo(401);
            assertThat(response.header("WWW-Authenticate")).contains("invalid_token");
            assertThat(response.headers())
                    .doesNotContainKeys("Upgrade", "Sec-WebSocket-Accept", "Sec-WebSocket-Protocol");
            assertThat(frames).isEmpty();
            results().fact(Fact.REFUSED_IN_HANDSHAKE, "401, no session");
        }
        assertUnseen("x");
    }

    @Test
    @Shows(Promise.HANDSHAKE_REFUSES)
    void connectWhenRefusedForOtherReasonsThenToldApart() throws Exception {
        assertThat(refusal(Handshake.to(PATH).bearer(Judge.Kind.FORBIDDEN.token("x"))))
                .isIn("403", "4403");
        assertThat(refusal(Handshake.to(PATH))).isIn("401", "4401");
        assertThat(refusal(Handshake.to(PATH).header("Authorization", "Bearer !?")))
                .isIn("400", "4400");
        assertThat(refusal(Handshake.to(PATH).bearer(Judge.Kind.UNJUDGED.token("x"))))
                .isIn("503", "1013");
        assertThat(refusal(Handshake.to(PATH).bearer(Judge.Kind.BROKEN.token("x"))))
                .isIn("500", "1011");
        assertUnseen("x");
    }

    private String refusal(Handshake handshake) throws Exception {
        RawConnection client = send(handshake);
        Response response = answerOf(client);
        return response.status() == 101 ? client.hear().split(" ", -1)[1] : String.valueOf(response.status());
    }

    @Test
    @Shows(Promise.HANDSHAKE_TELLS_PAGES)
    void connectWhenPageIsRefusedThenToldByCloseCode() throws Exception {
        RawConnection client = send(Handshake.to(PATH).browser(Judge.Kind.EXPIRED.token("page")));
        Response response = answerOf(client);

        assertThat(response.status()).isEqualTo(101);
        assertThat(response.header("Sec-WebSocket-Protocol")).isEqualTo("bearer");
        assertThat(client.hear()).isEqualTo("close 4401 the token expired");
    }

    @Test
    @Shows(Promise.HANDSHAKE_NO_GHOST)
    void connectWhenRefusedClientGoesOnThenNothingIsProcessed() throws Exception {
        RawConnection client = connect();
        client.send(
                Handshake.to(PATH).bearer(Judge.Kind.EXPIRED.token("ghost")).bytes(),
                RawConnection.text("boo"),
                RawConnection.ping("boo"));
        answerOf(client);
        client.sendRegardless(RawConnection.text("boo again"));
        client.finishOutput();

        assertThat(client.waitForEnd()).doesNotContain("echo", "welcome");
        assertUnseen("ghost");
    }

    @Test
    @Shows(Promise.HANDSHAKE_CLIENTS)
    void connectWhenClientIsOfTheJdkThenItSeesTheRefusal() throws Exception {
        assertThat(JdkClient.visit(uri(), Judge.Kind.EXPIRED.token("jdk")))
                .isIn("refused 401", "open, close 4401 the token expired");
        assertThat(JdkClient.visit(uri(), Judge.Kind.GOOD.token("jdk"))).isEqualTo("open, text welcome jdk");
    }

    @Test
    @Shows(Promise.HANDSHAKE_CLIENTS)
    void connectWhenClientIsTyrusThenItSeesTheRefusal() throws Exception {
        assertThat(TyrusClient.visit(uri(), Judge.Kind.EXPIRED.token("tyrus")))
                .isIn("refused 401", "open, close 4401 the token expired");
        assertThat(TyrusClient.visit(uri(), Judge.Kind.GOOD.token("tyrus"))).isEqualTo("open, text welcome tyrus");
    }

    private URI uri() {
        return URI.create("ws://127.0.0.1:" + port() + PATH);
    }
}
