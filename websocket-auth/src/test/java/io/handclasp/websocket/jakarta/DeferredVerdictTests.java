package io.handclasp.websocket.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.testing.LoopbackTyrus;
import io.handclasp.websocket.testing.TestClient;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.Verification;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Verdicts that come later than the handshake. */
class DeferredVerdictTests extends GuardedTyrus {
    @Test
    void connectWhenVerdictIsSlowThenMessagesAreHeldAndReplayedInOrderAfterOnOpen() throws Exception {
        TestClient client = TestClient.connect(http, tyrus.uri("/echo"), "slow-token");
        CompletableFuture<Verification> verdict = judge.nextHeld();
        client.send("one");
        client.send("two");
        client.send(ByteBuffer.wrap("three".getBytes(StandardCharsets.UTF_8)));
        assertThat(client.heardNothing()).isTrue();
        assertThat(events).isEmpty();

        verdict.complete(HeldJudge.valid("slow"));

        assertThat(client.hear()).isEqualTo("welcome");
        assertThat(client.hear()).isEqualTo("echo one to 1");
        assertThat(client.hear()).isEqualTo("echo two to 1");
        assertThat(client.hear()).isEqualTo("bytes three");
        client.send("four");
        assertThat(client.hear()).isEqualTo("echo four to 1");
        assertThat(nextEvent()).startsWith("open");
    }

    @Test
    void connectWhenSixtyFourVerdictsAreSlowThenAnotherHandshakeAndAnOpenSessionAreServed() throws Exception {
        TestClient open = TestClient.connect(http, tyrus.uri("/echo"), "good-token");
        assertThat(open.hear()).isEqualTo("welcome");
        List<TestClient> waiting = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            waiting.add(TestClient.connect(http, tyrus.uri("/echo"), "slow-token"));
        }

        TestClient another = TestClient.connect(http, tyrus.uri("/echo"), "good-token");
        assertThat(another.hear()).isEqualTo("welcome");
        open.send("still here");
        // Those that wait for their verdict are no open sessions to the host: it cannot broadcast to them.
        assertThat(open.hear()).isEqualTo("echo still here to 2");

        for (int i = 0; i < waiting.size(); i++) {
            judge.nextHeld().complete(HeldJudge.valid("slow"));
        }
        for (TestClient client : waiting) {
            assertThat(client.hear()).isEqualTo("welcome");
        }
    }

    @Test
    void connectWhenVerdictIsNoThenHeldMessagesAreDroppedAndClosedWith4401() throws Exception {
        TestClient client = TestClient.connect(http, tyrus.uri("/echo"), "slow-token");
        CompletableFuture<Verification> verdict = judge.nextHeld();
        client.send("one");

        verdict.complete(new Verification.Invalid(RejectReason.BAD_SIGNATURE));

        assertThat(client.awaitClose()).isEqualTo(new TestClient.Closed(4401, "the signature is wrong"));
        assertThat(client.heardNothing()).isTrue();
        assertThat(events).isEmpty();
    }

    @Test
    void connectWhenTooMuchIsSentBeforeTheVerdictThenClosedWith1008() throws Exception {
        TestClient client = TestClient.connect(http, tyrus.uri("/echo"), "slow-token");
        CompletableFuture<Verification> verdict = judge.nextHeld();
        for (int i = 0; i < 9; i++) {
            client.send("message " + i);
        }

        assertThat(client.awaitClose()).isEqualTo(new TestClient.Closed(1008, "too much was sent before the verdict"));
        verdict.complete(HeldJudge.valid("slow"));
        assertThat(events).isEmpty();
    }

    @Test
    void connectWhenClientLeavesBeforeTheVerdictThenHostSeesNothing() throws Exception {
        TestClient client = TestClient.connect(http, tyrus.uri("/echo"), "slow-token");
        CompletableFuture<Verification> verdict = judge.nextHeld();
        client.send("one");
        client.close();
        assertThat(client.awaitClose().code()).isEqualTo(1000);

        verdict.complete(HeldJudge.valid("slow"));

        TestClient next = TestClient.connect(http, tyrus.uri("/echo"), "good-token");
        assertThat(next.hear()).isEqualTo("welcome");
        assertThat(nextEvent()).isEqualTo("open user of 10 as user of 10");
        assertThat(events).isEmpty();
    }

    @Test
    void connectWhenVerdictNeverComesThenClosedWith1013ByTheDeadline() throws Exception {
        try (WebSocketAuthenticator impatient =
                        judge.authenticator(Duration.ofMillis(300)).build();
                LoopbackTyrus other = LoopbackTyrus.start(new HandshakeConfigurator(impatient)
                        .guard(() -> new EchoEndpoint(events), "/echo")
                        .build())) {
            TestClient client = TestClient.connect(http, other.uri("/echo"), "slow-token");

            assertThat(client.awaitClose().code()).isEqualTo(1013);
        }
        assertThat(events).isEmpty();
    }

    @Test
    void connectWhenAuthenticatorIsClosedMeanwhileThenClosedWith1013() throws Exception {
        TestClient client = TestClient.connect(http, tyrus.uri("/echo"), "slow-token");
        judge.nextHeld();

        authenticator.close();

        assertThat(client.awaitClose().code()).isEqualTo(1013);
    }

    @Test
    void replayWhenHostsHandlerFailsThenItsOnErrorIsToldAndTheNextMessageIsDelivered() throws Exception {
        TestClient client = TestClient.connect(http, tyrus.uri("/echo"), "slow-token");
        CompletableFuture<Verification> verdict = judge.nextHeld();
        client.send("fail");
        client.send("next");

        verdict.complete(HeldJudge.valid("slow"));

        assertThat(client.hear()).isEqualTo("welcome");
        assertThat(client.hear()).isEqualTo("echo next to 1");
        assertThat(events).contains("error host bug");
    }
}
