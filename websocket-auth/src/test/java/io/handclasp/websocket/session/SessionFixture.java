package io.handclasp.websocket.session;

import io.handclasp.core.testing.ManualScheduler;
import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.observe.AuthEvent;
import io.handclasp.websocket.resilience.Evidence;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import io.handclasp.websocket.revocation.InMemoryRevocations;
import io.handclasp.websocket.revocation.Revocations;
import io.handclasp.websocket.testing.ManualJudge;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** A guard whose time and threads a test moves by hand, and what its sessions and listeners saw. */
final class SessionFixture implements AutoCloseable {
    static final String ISSUER = "https://issuer.example";

    final ManualScheduler scheduler = new ManualScheduler();
    final ManualTimeSource time = scheduler.time();
    final ManualJudge judge = new ManualJudge();
    final InMemoryRevocations revocations = Revocations.inMemory(10_000, Duration.ofHours(24), time);
    final List<AuthEvent> events = Collections.synchronizedList(new ArrayList<>());
    final WebSocketAuthenticator authenticator;
    final SessionGuard guard;

    /** What a session was told. */
    static final class Handle implements SessionHandle {
        final List<String> closes = new ArrayList<>();
        final List<Duration> warnings = new ArrayList<>();
        boolean open = true;

        @Override
        public synchronized void close(int code, String reason) {
            closes.add(code + " " + reason);
        }

        @Override
        public synchronized boolean isOpen() {
            return open;
        }

        @Override
        public synchronized void warn(Duration left) {
            warnings.add(left);
        }
    }

    SessionFixture() {
        this(GuardPolicy.standard());
    }

    SessionFixture(GuardPolicy policy) {
        this(policy, Runnable::run);
    }

    SessionFixture(GuardPolicy policy, Executor executor) {
        this(policy, executor, ResiliencePolicy.standard());
    }

    SessionFixture(GuardPolicy policy, Executor executor, ResiliencePolicy resilience) {
        authenticator = WebSocketAuthenticator.builder()
                .verifier(judge)
                .revocations(revocations)
                .execution(executor, scheduler)
                .timeSource(time)
                .resilience(resilience)
                .listener(events::add)
                .build();
        guard = SessionGuard.builder(authenticator)
                .policy(policy)
                .executor(executor)
                .scheduler(scheduler)
                .build();
    }

    /** A token of an hour, of the issuer above. */
    Identity.Builder token(String subject) {
        return token(subject, Duration.ofHours(1));
    }

    Identity.Builder token(String subject, Duration life) {
        Instant now = time.now();
        return Identity.builder(subject).issuer(ISSUER).issuedAt(now).expiresAt(now.plus(life));
    }

    static AuthOutcome.Authenticated admitted(Identity identity) {
        return admitted(identity, Evidence.Source.FRESH);
    }

    static AuthOutcome.Authenticated admitted(Identity identity, Evidence.Source source) {
        return new AuthOutcome.Authenticated(identity, new Evidence(source, 1, Duration.ZERO));
    }

    SessionGate open(Identity identity, Handle handle) {
        return guard.guard(admitted(identity), handle);
    }

    /** Answers the next question, and waits for what comes of the renewal. */
    Renewal renew(SessionGate gate, Identity fresh) {
        judge.answering((token, deadline) -> CompletableFuture.completedFuture(new Verification.Valid(fresh)));
        return renew(gate, "fresh-" + judge.calls());
    }

    Renewal renew(SessionGate gate, String token) {
        CompletableFuture<Renewal> renewal = gate.renew(BearerToken.of(token)).toCompletableFuture();
        if (!renewal.isDone()) {
            scheduler.advance(authenticator.deadline());
        }
        return renewal.join();
    }

    void pass(Duration duration) {
        scheduler.advance(duration);
    }

    <E extends AuthEvent> List<E> events(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Override
    public void close() {
        guard.close();
        authenticator.close();
    }
}
