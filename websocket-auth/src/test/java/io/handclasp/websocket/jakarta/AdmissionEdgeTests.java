package io.handclasp.websocket.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.LogCapture;
import io.handclasp.core.testing.ManualScheduler;
import io.handclasp.websocket.FirstMessagePolicy;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.resilience.Execution;
import io.handclasp.websocket.testing.ManualJudge;
import io.handclasp.websocket.token.FirstMessageFormats;
import io.handclasp.websocket.token.TokenExtractors;
import io.handclasp.websocket.verify.RejectReason;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong between a verdict and the host's endpoint: no session may be left half open, and nobody is heard unasked. */
class AdmissionEdgeTests {
    private static final String TOKEN = "Zq8-edge_4711";
    private static final HandshakeRequest BARE = HandshakeRequest.builder().build();
    private static final HandshakeRequest WITH_TOKEN = HandshakeRequest.builder()
            .header("Authorization", "Bearer " + TOKEN)
            .build();

    private final LogCapture log = LogCapture.start();
    private final ManualScheduler scheduler = new ManualScheduler();
    private final Queue<Runnable> executor = new ArrayDeque<>();
    private final List<Error> executorsFailure = new ArrayList<>();
    private final ManualJudge judge = new ManualJudge();
    private final List<String> seen = new ArrayList<>();
    private final Host host = new Host();
    private final FakeSession client = new FakeSession();
    private final Session session = client.session();
    private final WebSocketAuthenticator authenticator = WebSocketAuthenticator.builder()
            .verifier(judge)
            .execution(this::execute, scheduler)
            .timeSource(scheduler.time())
            .build();

    /** Hears texts, and does something when it is opened. */
    private final class Host extends Endpoint {
        private Opening opening = session -> {};

        /** What it does. */
        private interface Opening {
            void of(Session session) throws IOException;
        }

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            seen.add("open");
            session.addMessageHandler(String.class, (MessageHandler.Whole<String>) text -> {
                if (text.equals("broken")) {
                    throw new NoSuchMethodError("a jar of another version");
                }
                seen.add("text " + text);
            });
            try {
                opening.of(session);
            } catch (IOException checked) {
                TyrusRefusal.<RuntimeException>throwAsIs(checked); // as Kotlin and others do
            }
        }

        @Override
        public void onClose(Session session, CloseReason reason) {
            seen.add("closed");
        }

        @Override
        public void onError(Session session, Throwable failure) {
            seen.add("error " + failure.getMessage());
        }
    }

    private void execute(Runnable task) {
        if (!executorsFailure.isEmpty()) {
            throw executorsFailure.get(0);
        }
        executor.add(task);
    }

    private void runExecutor() {
        for (Runnable next = executor.poll(); next != null; next = executor.poll()) {
            next.run();
        }
    }

    private GuardedEndpoint connect(HandshakeRequest handshake) {
        FirstMessagePolicy policy =
                FirstMessagePolicy.of(TokenExtractors.firstMessage(FirstMessageFormats.plainToken()));
        return connect(new PendingAdmission(authenticator.firstMessages(policy).begin(handshake)));
    }

    private GuardedEndpoint connect(PendingAdmission pending) {
        ServerEndpointConfig config = ServerEndpointConfig.Builder.create(GuardedEndpoint.class, "/chat")
                .build();
        pending.leaveIn(config);
        GuardedEndpoint endpoint = new GuardedEndpoint(
                host, authenticator, EnforcementSettings.standard().withLimits(new HoldLimits(4, 100_000)));
        endpoint.onOpen(session, config);
        return endpoint;
    }

    @AfterEach
    void stop() {
        authenticator.close();
        log.close();
        log.assertDoesNotContain(TOKEN);
    }

    @Test
    void decideWhenExecutorHasNoThreadToSpareThenClosedWith1013() {
        connect(BARE);
        client.text(TOKEN);
        executorsFailure.add(new OutOfMemoryError("unable to create native thread"));
        judge.last().valid();

        assertThat(client.closes()).containsExactly("1013 try again later");
        assertThat(seen).isEmpty();
    }

    /** A queue of the authenticator's own executor may hold verdicts when it is closed. */
    @Test
    void decideWhenAbandonedInTheQueueThenClosed() {
        connect(BARE);
        client.text(TOKEN);
        judge.last().valid();
        List<Runnable> left = List.copyOf(executor);
        executor.clear();
        left.stream()
                .filter(Execution.Work.class::isInstance)
                .map(Execution.Work.class::cast)
                .forEach(Execution.Work::abandoned);
        if (client.closes()
                .isEmpty()) { // the judgement's own step was in the queue: closing the authenticator goes on from there
            authenticator.close();
            executor.stream().map(Execution.Work.class::cast).forEach(Execution.Work::abandoned);
        }

        assertThat(client.closes()).singleElement().asString().startsWith("1013 try again");
        assertThat(seen).isEmpty();
    }

    @Test
    void beginWhenOutcomeFailsThenClosedWith1011() {
        CompletableFuture<io.handclasp.websocket.AuthOutcome> outcome = new CompletableFuture<>();
        connect(new PendingAdmission(outcome));
        outcome.completeExceptionally(new IllegalStateException("a bug"));
        runExecutor();

        assertThat(client.closes()).containsExactly("1011 the handshake was not judged");
        assertThat(seen).isEmpty();
    }

    /** Containers whose closed sessions nobody may touch: the host is not told of a failure before it was told of a session. */
    @Test
    void decideWhenClientLeavesAtThatMomentThenHostSeesNothing() {
        GuardedEndpoint endpoint = connect(WITH_TOKEN);
        client.text("one");
        judge.last().valid();
        client.leavesUnnoticed();
        runExecutor();
        endpoint.onClose(session, new CloseReason(CloseReason.CloseCodes.GOING_AWAY, ""));

        assertThat(seen).isEmpty();
    }

    /** A client that closes is answered with its own code, and not told that it sent no token, or a bad one. */
    @Test
    void onCloseWhenContainerStillCallsTheSessionOpenThenNoRefusalIsSent() {
        GuardedEndpoint endpoint = connect(BARE);
        endpoint.onClose(session, new CloseReason(CloseReason.CloseCodes.NORMAL_CLOSURE, ""));
        runExecutor();

        assertThat(client.closes()).isEmpty();
        assertThat(seen).isEmpty();
    }

    @Test
    void onCloseWhenVerdictIsNoAfterwardsThenNoRefusalIsSent() {
        GuardedEndpoint endpoint = connect(WITH_TOKEN);
        endpoint.onClose(session, new CloseReason(CloseReason.CloseCodes.NORMAL_CLOSURE, ""));
        judge.last().invalid(RejectReason.EXPIRED);
        runExecutor();

        assertThat(client.closes()).isEmpty();
    }

    @Test
    void openWhenHostFailsWithAnErrorThenClosedAndHeldMessagesAreDropped() {
        host.opening = session -> {
            throw new NoSuchMethodError("a jar of another version");
        };
        connect(WITH_TOKEN);
        client.text("one");
        judge.last().valid();
        runExecutor();

        assertThat(seen).containsExactly("open", "error a jar of another version");
        assertThat(client.closes()).containsExactly("1011 the endpoint could not be opened");
    }

    @Test
    void openWhenHostFailsWithACheckedExceptionThenClosed() {
        host.opening = session -> {
            throw new IOException("the client went");
        };
        connect(WITH_TOKEN);
        judge.last().valid();
        runExecutor();

        assertThat(seen).containsExactly("open", "error the client went");
        assertThat(client.closes()).containsExactly("1011 the endpoint could not be opened");
    }

    /** A host's own authorization: it looks who it is, and sends him away. */
    @Test
    void openWhenHostClosesTheSessionThenHeldMessagesAreDropped() {
        host.opening = session -> session.close(new CloseReason(CloseReason.CloseCodes.VIOLATED_POLICY, "no admin"));
        connect(BARE);
        client.text(TOKEN);
        client.text("delete everything");
        judge.last().valid();
        runExecutor();

        assertThat(seen).containsExactly("open");
        assertThat(client.closes()).containsExactly("1008 no admin");
    }

    @Test
    void replayWhenHandlerFailsWithAnErrorThenToldAndTheRestIsDelivered() {
        connect(WITH_TOKEN);
        client.text("broken");
        client.text("two");
        judge.last().valid();
        runExecutor();
        client.text("three");

        assertThat(seen).containsExactly("open", "error a jar of another version", "text two", "text three");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MAX_VALUE}) // Undertow's, older ones', Tyrus's
    void beginWhenContainerCollectsAnyLengthThenBoundedUntilTheVerdict(int anyLength) {
        client.limitMessages(anyLength);
        connect(BARE);
        assertThat(client.binaryLimit()).isEqualTo(100_000);
        assertThat(client.textLimit()).isEqualTo(16_384);

        client.text(TOKEN);
        assertThat(client.textLimit()).isEqualTo(100_000);
        judge.last().valid();
        runExecutor();

        assertThat(client.binaryLimit()).isEqualTo(anyLength);
        assertThat(client.textLimit()).isEqualTo(anyLength);
    }

    @Test
    void beginWhenTokenIsInTheHandshakeAndContainerCollectsAnyLengthThenBoundedUntilTheVerdict() {
        client.limitMessages(0);
        connect(WITH_TOKEN);
        assertThat(client.binaryLimit()).isEqualTo(100_000);
        assertThat(client.textLimit()).isEqualTo(100_000);
        judge.last().valid();
        runExecutor();

        assertThat(client.binaryLimit()).isZero();
        assertThat(client.textLimit()).isZero();
    }

    @Test
    void beginWhenContainerHasABoundThenItIsLeftAlone() {
        connect(WITH_TOKEN);

        assertThat(client.binaryLimit()).isEqualTo(65_536);
        assertThat(client.textLimit()).isEqualTo(8_192);
    }
}
