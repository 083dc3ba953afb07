package io.handclasp.websocket.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.handclasp.core.testing.ManualScheduler;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.revocation.RevocationStore;
import io.handclasp.websocket.testing.ManualJudge;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.Verification;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A process that is out of threads or memory for a moment: nothing of it may stay. */
class ExhaustionTests {
    private static OutOfMemoryError noThread() {
        return new OutOfMemoryError("unable to create native thread");
    }

    @Test
    void closingWhenExecutorHasNoMemoryForAThreadThenClosedLater() {
        AtomicBoolean exhausted = new AtomicBoolean();
        try (SessionFixture fixture = new SessionFixture(GuardPolicy.standard(), task -> {
            if (exhausted.get()) {
                throw noThread();
            }
            task.run();
        })) {
            SessionFixture.Handle handle = new SessionFixture.Handle();
            fixture.open(fixture.token("alice", Duration.ofSeconds(10)).build(), handle);
            exhausted.set(true);
            fixture.scheduler.advance(Duration.ofSeconds(11));
            assertThat(handle.closes).isEmpty();

            exhausted.set(false);
            fixture.scheduler.advance(Duration.ofSeconds(1));
            assertThat(handle.closes).containsExactly("4401 the token expired");
        }
    }

    @Test
    void timerWhenSchedulerHasNoMemoryForAThreadThenTheNextSessionStartsIt() {
        AtomicBoolean exhausted = new AtomicBoolean(true);
        try (SessionFixture fixture = new SessionFixture();
                SessionGuard guard = SessionGuard.builder(fixture.authenticator)
                        .executor(Runnable::run)
                        .scheduler(exhaustible(fixture.scheduler, exhausted))
                        .build()) {
            SessionFixture.Handle first = new SessionFixture.Handle();
            Identity identity = fixture.token("alice", Duration.ofSeconds(10)).build();
            SessionGate gate = guard.guard(SessionFixture.admitted(identity), first);
            assertThat(gate.isOpen()).isTrue();
            fixture.scheduler.advance(Duration.ofSeconds(11));
            assertThat(gate.isOpen()).as("a gate needs no timer").isFalse();
            assertThat(first.closes).isEmpty();

            exhausted.set(false);
            guard.guard(SessionFixture.admitted(fixture.token("bob").build()), new SessionFixture.Handle());
            fixture.scheduler.advance(Duration.ofSeconds(1));
            assertThat(first.closes).containsExactly("4401 the token expired");
        }
    }

    private static ScheduledExecutorService exhaustible(ScheduledExecutorService real, AtomicBoolean exhausted) {
        return (ScheduledExecutorService) Proxy.newProxyInstance(
                ExhaustionTests.class.getClassLoader(),
                new Class<?>[] {ScheduledExecutorService.class},
                (proxy, method, arguments) -> {
                    if (exhausted.get()) {
                        throw noThread();
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    /** Counts how often it is asked, and fails the question with a given number. */
    private static final class ExhaustibleStore implements RevocationStore {
        int asked;
        int failsAt = -1;

        @Override
        public boolean isRevoked(Identity identity) {
            if (++asked == failsAt) {
                throw new OutOfMemoryError("Java heap space");
            }
            return false;
        }

        @Override
        public boolean complete() {
            return true;
        }
    }

    @Test
    void renewalWhenMemoryRunsOutInItThenFailsAndTheNextIsNotBusy() {
        ManualScheduler scheduler = new ManualScheduler();
        ExhaustibleStore store = new ExhaustibleStore();
        Identity identity = Identity.builder("alice")
                .expiresAt(scheduler.time().now().plusSeconds(3_600))
                .build();
        try (WebSocketAuthenticator authenticator = WebSocketAuthenticator.builder()
                        .verifier(new ManualJudge().answering(new Verification.Valid(identity)))
                        .revocations(store)
                        .execution(Runnable::run, scheduler)
                        .timeSource(scheduler.time())
                        .build();
                SessionGuard guard =
                        SessionGuard.builder(authenticator).scheduler(scheduler).build()) {
            SessionGate gate = guard.guard(SessionFixture.admitted(identity), new SessionFixture.Handle());
            int before = store.asked;
            assertThat(renew(gate, "one").join()).isInstanceOf(Renewal.Renewed.class);

            // The last question of a renewal is the one after the session has its new token.
            store.failsAt = store.asked + (store.asked - before);
            CompletableFuture<Renewal> failed = renew(gate, "two");
            assertThatThrownBy(failed::join).hasCauseInstanceOf(OutOfMemoryError.class);

            assertThat(renew(gate, "three").join()).isInstanceOf(Renewal.Renewed.class);
            assertThat(gate.isOpen()).isTrue();
        }
    }

    private static CompletableFuture<Renewal> renew(SessionGate gate, String token) {
        CompletableFuture<Renewal> renewal = gate.renew(BearerToken.of(token)).toCompletableFuture();
        assertThat(renewal).isDone();
        return renewal;
    }
}
