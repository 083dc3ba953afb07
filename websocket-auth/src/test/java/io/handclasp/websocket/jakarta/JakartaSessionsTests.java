package io.handclasp.websocket.jakarta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.handclasp.core.testing.ManualScheduler;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.resilience.Evidence;
import io.handclasp.websocket.session.GuardPolicy;
import io.handclasp.websocket.session.SessionGate;
import io.handclasp.websocket.session.SessionGuard;
import io.handclasp.websocket.testing.ManualJudge;
import io.handclasp.websocket.verify.Identity;
import jakarta.websocket.Session;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JakartaSessionsTests {
    private final ManualScheduler scheduler = new ManualScheduler();
    private final WebSocketAuthenticator authenticator = WebSocketAuthenticator.builder()
            .verifier(new ManualJudge())
            .execution(Runnable::run, scheduler)
            .timeSource(scheduler.time())
            .build();
    private final SessionGuard guard = SessionGuard.builder(authenticator)
            .policy(GuardPolicy.standard().withWarnBefore(Duration.ofMinutes(1)))
            .scheduler(scheduler)
            .build();
    private final FakeSession fake = new FakeSession();
    private final Session session = fake.session();

    @AfterEach
    void close() {
        guard.close();
        authenticator.close();
    }

    private void admit() {
        Identity identity = Identity.builder("alice")
                .expiresAt(scheduler.time().now().plus(Duration.ofHours(1)))
                .build();
        session.getUserProperties()
                .put(
                        Handclasp.OUTCOME,
                        new AuthOutcome.Authenticated(identity, new Evidence(Evidence.Source.FRESH, 1, Duration.ZERO)));
    }

    @Test
    void closeWhenItsThreadIsInterruptedThenTheClientLearnsWhyAllTheSame() {
        admit();
        JakartaSessions.guard(guard, session, (warned, left) -> {});

        Thread.currentThread().interrupt();
        scheduler.advance(Duration.ofHours(1).plusSeconds(1));

        assertThat(Thread.interrupted()).as("the flag is the thread's owner's").isTrue();
        assertThat(fake.closes()).containsExactly("4401 the token expired");
        assertThat(fake.closedByInterrupted()).isFalse();
    }

    @Test
    void guardWhenSessionWasAdmittedThenWarnedAndClosedWithItsToken() {
        admit();
        List<Duration> warnings = new ArrayList<>();

        SessionGate gate = JakartaSessions.guard(guard, session, (warned, left) -> {
            assertThat(warned).isSameAs(session);
            warnings.add(left);
        });

        assertThat(Handclasp.gate(session)).containsSame(gate);
        assertThat(Handclasp.identity(session)).contains(gate.identity());
        scheduler.advance(Duration.ofHours(1));
        assertThat(warnings).hasSize(1);
        scheduler.advance(Duration.ofSeconds(1));
        assertThat(fake.closes()).containsExactly("4401 the token expired");
    }

    @Test
    void guardWhenSessionIsGoneUnnoticedThenForgotten() {
        admit();
        JakartaSessions.guard(guard, session, ExpiryWarning.NONE);

        fake.gone();
        scheduler.advance(Duration.ofMinutes(7));

        assertThat(guard.size()).isZero();
        assertThat(fake.closes()).isEmpty();
    }

    @Test
    void guardWhenSessionWasNotAdmittedThenRefused() {
        assertThatThrownBy(() -> JakartaSessions.guard(guard, session, ExpiryWarning.NONE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was not admitted by Handclasp");
        assertThat(Handclasp.gate(session)).isEmpty();
    }

    /** Tomcat's sessions hand out no properties once they are closed. */
    @Test
    void guardWhenSessionIsClosedMeanwhileThenForgotten() {
        admit();
        AtomicInteger reads = new AtomicInteger();
        Map<String, Object> properties = session.getUserProperties();
        Session closing = (Session) Proxy.newProxyInstance(
                Session.class.getClassLoader(), new Class<?>[] {Session.class}, (proxy, method, arguments) -> {
                    if (guard.size() > 0) {
                        throw new IllegalStateException("the session is closed");
                    }
                    reads.incrementAndGet();
                    return method.getName().equals("getUserProperties") ? properties : null;
                });

        SessionGate gate = JakartaSessions.guard(guard, closing, ExpiryWarning.NONE);

        assertThat(gate.isOpen()).isFalse();
        assertThat(guard.size()).isZero();
        assertThat(reads).as("it was open at first").hasPositiveValue();
    }
}
