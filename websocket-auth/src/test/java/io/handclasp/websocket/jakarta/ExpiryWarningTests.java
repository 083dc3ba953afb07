package io.handclasp.websocket.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.ManualScheduler;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.session.GuardPolicy;
import io.handclasp.websocket.session.SessionGuard;
import io.handclasp.websocket.testing.ManualJudge;
import io.handclasp.websocket.token.BearerToken;
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
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a client is warned that its token will expire: never in the middle of what the host sends when it opens the session. */
class ExpiryWarningTests {
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final Duration WARNED_BEFORE = Duration.ofSeconds(30);
    /** The guard looks ten times a second. */
    private static final Duration UNTIL_WARNED = LIFE.minus(WARNED_BEFORE).plusMillis(200);

    private final ManualScheduler scheduler = new ManualScheduler();
    private final Queue<Runnable> executor = new ArrayDeque<>();
    private final ManualJudge judge = new ManualJudge();
    private final List<String> seen = new ArrayList<>();
    private final FakeSession client = new FakeSession();
    private Runnable opening = () -> {};
    private ExpiryWarning warning = (session, left) -> seen.add("warned " + Math.round(left.toMillis() / 1_000.0));
    private final WebSocketAuthenticator authenticator = WebSocketAuthenticator.builder()
            .verifier(judge)
            .execution(executor::add, scheduler)
            .timeSource(scheduler.time())
            .build();
    private final SessionGuard guard = SessionGuard.builder(authenticator)
            .policy(GuardPolicy.standard().withWarnBefore(WARNED_BEFORE))
            .scheduler(scheduler)
            .build();

    private final GuardedEndpoint endpoint = new GuardedEndpoint(
            new Host(),
            authenticator,
            EnforcementSettings.standard().withSessionGuard(guard, (session, left) -> warning.warn(session, left)));

    /** Says when it begins and ends to open a session. */
    private final class Host extends Endpoint {
        @Override
        public void onOpen(Session opened, EndpointConfig config) {
            seen.add("opening");
            opened.addMessageHandler(String.class, (MessageHandler.Whole<String>) text -> seen.add("text " + text));
            opening.run();
            seen.add("opened");
        }

        @Override
        public void onClose(Session closed, CloseReason reason) {
            seen.add("closed");
        }
    }

    private void connect() {
        HandshakeRequest handshake = HandshakeRequest.builder()
                .header("Authorization", "Bearer first")
                .build();
        ServerEndpointConfig config = ServerEndpointConfig.Builder.create(GuardedEndpoint.class, "/chat")
                .build();
        new PendingAdmission(authenticator.authenticateAsync(handshake).toCompletableFuture()).leaveIn(config);
        endpoint.onOpen(client.session(), config);
    }

    private void admit() {
        connect();
        client.text("held");
        answer();
        runExecutor();
    }

    private void answer() {
        judge.last()
                .answer()
                .complete(ManualJudge.valid("ada", scheduler.time().now().plus(LIFE)));
    }

    private void runExecutor() {
        for (Runnable next = executor.poll(); next != null; next = executor.poll()) {
            next.run();
        }
    }

    /** As if other threads of the executor worked while the host opens the session. */
    private void advance(Duration time) {
        scheduler.advance(time);
        runExecutor();
    }

    @AfterEach
    void stop() {
        guard.close();
        authenticator.close();
    }

    @Test
    void warnWhenSessionIsOpenThenWarnedOnce() {
        admit();
        advance(UNTIL_WARNED);
        advance(Duration.ofSeconds(1));

        assertThat(seen).containsExactly("opening", "opened", "text held", "warned 30");
    }

    @Test
    void warnWhenHostIsStillOpeningThenWarnedAfterwardsWithWhatIsLeftThen() {
        opening = () -> {
            advance(UNTIL_WARNED);
            seen.add("greeting");
            advance(Duration.ofSeconds(10));
        };
        admit();

        assertThat(seen).containsExactly("opening", "greeting", "opened", "text held", "warned 20");
    }

    @Test
    void warnWhenTokenEndsWhileOpeningThenNotWarned() {
        opening = () -> {
            advance(UNTIL_WARNED);
            advance(WARNED_BEFORE);
        };
        admit();

        assertThat(seen).containsExactly("opening", "opened");
        assertThat(client.closes()).singleElement().asString().startsWith("4401");
    }

    @Test
    void warnWhenTokenIsRenewedWhileOpeningThenNotWarnedOfTheOldOne() {
        opening = () -> {
            advance(UNTIL_WARNED);
            Handclasp.gate(client.session()).orElseThrow().renew(BearerToken.of("second"));
            runExecutor();
            answer();
            runExecutor();
        };
        admit();

        assertThat(seen).containsExactly("opening", "opened", "text held");
        advance(UNTIL_WARNED);
        assertThat(seen).last().isEqualTo("warned 30");
    }

    @Test
    void warnWhenOpeningFailsThenNotWarned() {
        opening = () -> {
            advance(UNTIL_WARNED);
            throw new IllegalStateException("no room");
        };
        admit();

        assertThat(seen).containsExactly("opening");
        assertThat(client.closes()).containsExactly("1011 the endpoint could not be opened");
    }

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, AssertionError.class})
    void warnWhenItFailsWhileMessagesAreHeldThenTheyAreDeliveredAllTheSameAndSoIsTheEnd(
            Class<? extends Throwable> failure) {
        warning = (session, left) -> {
            if (failure == AssertionError.class) {
                throw new AssertionError("a bug of the host's");
            }
            throw new IllegalStateException("gone");
        };
        opening = () -> {
            advance(UNTIL_WARNED);
            client.text("later");
        };
        admit();
        endpoint.onClose(client.session(), new CloseReason(CloseReason.CloseCodes.GOING_AWAY, ""));

        assertThat(seen).containsExactly("opening", "opened", "text held", "text later", "closed");
    }
}
