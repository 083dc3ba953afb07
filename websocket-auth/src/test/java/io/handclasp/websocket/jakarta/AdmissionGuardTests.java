package io.handclasp.websocket.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.LogCapture;
import io.handclasp.core.testing.ManualScheduler;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.resilience.Execution;
import io.handclasp.websocket.revocation.Revocation;
import io.handclasp.websocket.revocation.RevocationStore;
import io.handclasp.websocket.session.SessionGuard;
import io.handclasp.websocket.testing.ManualJudge;
import io.handclasp.websocket.verify.Identity;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens to a session just while it comes under its guard: it is closed once, heard no more, and not kept by anybody. */
class AdmissionGuardTests {
    private static final String TOKEN = "Zq8-guard_4711";
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final CloseReason GOING = new CloseReason(CloseReason.CloseCodes.GOING_AWAY, "");

    private final LogCapture log = LogCapture.start();
    private final ManualScheduler scheduler = new ManualScheduler();
    private final Queue<Runnable> executor = new ArrayDeque<>();
    private final ManualJudge judge = new ManualJudge();
    private final List<String> seen = new ArrayList<>();
    private final FakeSession client = new FakeSession();
    private final Session session = client.session();
    private final List<Runnable> asked = new ArrayList<>();
    private Consumer<Session> opening = opened -> {};
    private final WebSocketAuthenticator authenticator = WebSocketAuthenticator.builder()
            .verifier(judge)
            .revocations(new AskedStore())
            .execution(executor::add, scheduler)
            .timeSource(scheduler.time())
            .build();
    private final SessionGuard guard =
            SessionGuard.builder(authenticator).scheduler(scheduler).build();
    private final GuardedEndpoint endpoint = connect();

    /** Does something when it is asked about a session that is registered with its guard already. */
    private final class AskedStore implements RevocationStore {
        @Override
        public boolean isRevoked(Identity identity) {
            if (guard.size() > 0) {
                asked.forEach(Runnable::run);
            }
            return false;
        }

        @Override
        public boolean complete() {
            return true;
        }
    }

    /** Hears texts, and does something when it is opened. */
    private final class Host extends Endpoint {
        @Override
        public void onOpen(Session opened, EndpointConfig config) {
            seen.add("open");
            opened.addMessageHandler(String.class, (MessageHandler.Whole<String>) text -> seen.add("text " + text));
            opening.accept(opened);
        }

        @Override
        public void onClose(Session closed, CloseReason reason) {
            seen.add("closed");
        }

        @Override
        public void onError(Session failed, Throwable failure) {
            seen.add("error " + failure.getMessage());
        }
    }

    private GuardedEndpoint connect() {
        HandshakeRequest handshake = HandshakeRequest.builder()
                .header("Authorization", "Bearer " + TOKEN)
                .build();
        ServerEndpointConfig config = ServerEndpointConfig.Builder.create(GuardedEndpoint.class, "/chat")
                .build();
        new PendingAdmission(authenticator.authenticateAsync(handshake).toCompletableFuture()).leaveIn(config);
        GuardedEndpoint connected = new GuardedEndpoint(
                new Host(), authenticator, EnforcementSettings.standard().withSessionGuard(guard));
        connected.onOpen(session, config);
        return connected;
    }

    private void admit() {
        judge.last()
                .answer()
                .complete(ManualJudge.valid("ada", scheduler.time().now().plus(LIFE)));
        runExecutor();
    }

    private void runExecutor() {
        for (Runnable next = executor.poll(); next != null; next = executor.poll()) {
            next.run();
        }
    }

    @AfterEach
    void stop() {
        guard.close();
        authenticator.close();
        log.close();
        log.assertDoesNotContain(TOKEN);
    }

    @Test
    void decideWhenAdmittedThenGuardedBeforeHostIsAsked() {
        opening = opened -> seen.add("guarded " + guard.size());
        client.text("one");
        admit();

        assertThat(seen).containsExactly("open", "guarded 1", "text one");
    }

    @Test
    void onCloseWhileRegisteringThenForgottenAndHostSeesNothing() {
        asked.add(() -> endpoint.onClose(session, GOING));
        client.text("one");
        admit();

        assertThat(guard.size()).isZero();
        assertThat(seen).isEmpty();
        assertThat(client.closes()).isEmpty();
    }

    @Test
    void registeringWhenOthersLookForTheSessionThenItIsNobodysUntilItsGateWasLookedAt() {
        asked.add(() -> seen.add("known " + Handclasp.identity(session).isPresent()));
        opening = opened ->
                seen.add("open as " + Handclasp.identity(session).orElseThrow().subject());
        admit();

        assertThat(seen).containsExactly("known false", "open", "open as ada");
    }

    @Test
    void closeOfTheGuardWhileRegisteringThenClientIsToldToTryAgainAndHostSeesNothing() {
        asked.add(guard::close);
        client.text("one");
        admit();

        assertThat(client.closes()).containsExactly("1013 try again later");
        assertThat(seen).isEmpty();
        assertThat(log.text()).doesNotContain("not closed any more");
    }

    @Test
    void openWhenHostFailsAndItsThreadIsInterruptedThenTheClientLearnsWhyAllTheSame() {
        opening = opened -> {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("no room");
        };
        admit();

        assertThat(Thread.interrupted()).as("the flag is the thread's owner's").isTrue();
        assertThat(client.closes()).containsExactly("1011 the endpoint could not be opened");
        assertThat(client.closedByInterrupted()).isFalse();
    }

    @Test
    void revokeWhileRegisteringThenClosedOnceAndHostSeesNothing() {
        asked.add(() -> guard.revoke(new Revocation.OfSubject(
                Optional.empty(), "ada", scheduler.time().now())));
        client.text("one");
        admit();

        assertThat(client.closes()).singleElement().asString().startsWith("4401");
        assertThat(seen).isEmpty();
        assertThat(guard.size()).isZero();
        assertThat(Handclasp.identity(session)).isEmpty();
    }

    /** Containers whose closed sessions nobody may touch, and that tell of the close only later, or never. */
    @Test
    void decideWhenClientLeavesAtThatMomentThenForgotten() {
        client.leavesUnnoticed();
        admit();

        assertThat(guard.size()).isZero();
        assertThat(seen).isEmpty();
    }

    @Test
    void decideWhenAbandonedThenNeverGuarded() {
        judge.last()
                .answer()
                .complete(ManualJudge.valid("ada", scheduler.time().now().plus(LIFE)));
        abandonAll();
        authenticator.close(); // what still waits for its verdict
        abandonAll();

        assertThat(client.closes()).singleElement().asString().startsWith("1013 try again");
        assertThat(guard.size()).isZero();
        assertThat(seen).isEmpty();
    }

    private void abandonAll() {
        List<Runnable> left = List.copyOf(executor);
        executor.clear();
        left.stream()
                .filter(Execution.Work.class::isInstance)
                .map(Execution.Work.class::cast)
                .forEach(Execution.Work::abandoned);
    }

    @Test
    void guardWhenItFailsThenClosedAndHostSeesNothing() {
        asked.add(() -> {
            throw new NoSuchMethodError("a jar of another version");
        });
        client.text("one");
        admit();

        assertThat(client.closes()).containsExactly("1011 the session cannot be guarded");
        assertThat(seen).isEmpty();
        assertThat(Handclasp.identity(session))
                .as("nobody it could be taken for")
                .isEmpty();
    }

    @Test
    void openWhenTokenEndsMeanwhileThenHeldMessagesAreDroppedAndClosed() {
        opening = opened -> scheduler.advance(LIFE);
        client.text("one");
        admit();

        assertThat(seen).containsExactly("open");
        assertThat(client.closes()).singleElement().asString().startsWith("4401");
    }

    @Test
    void openWhenHostFailsThenTheGuardClosesNoSecondTime() {
        opening = opened -> {
            throw new IllegalStateException("no room");
        };
        client.text("one");
        admit();
        guard.closeWhere(everybody -> true);
        runExecutor();

        assertThat(seen).containsExactly("open", "error no room");
        assertThat(client.closes()).containsExactly("1011 the endpoint could not be opened");
        endpoint.onClose(session, GOING);
        assertThat(guard.size()).isZero();
    }

    @Test
    void onCloseWhenHostIsToldThenForgottenAndNothingIsClosedAgain() {
        admit();
        endpoint.onClose(session, GOING);
        guard.closeWhere(everybody -> true);
        scheduler.advance(LIFE);
        runExecutor();

        assertThat(seen).containsExactly("open", "closed");
        assertThat(client.closes()).isEmpty();
        assertThat(guard.size()).isZero();
    }

    @Test
    void sessionWhenItIsGoneUnnoticedThenForgotten() {
        admit();
        client.gone(); // and no container tells
        scheduler.advance(Duration.ofMinutes(7));

        assertThat(guard.size()).isZero();
    }
}
