package io.handclasp.examples.benchmarks.sessions;

import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.revocation.Revocation;
import io.handclasp.websocket.session.Renewal;
import io.handclasp.websocket.session.SessionGate;
import io.handclasp.websocket.session.SessionGuard;
import io.handclasp.websocket.token.BearerToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one session costs while many others are guarded: it must not depend on how many. A renewal is compared with the judging
 * of its token alone, which is no part of the guard.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class GuardedSessionCosts {
    /** How many other sessions are guarded. */
    @Param({"1000", "100000"})
    public int sessions;

    private WebSocketAuthenticator authenticator;
    private SessionGuard guard;
    private SessionGate gate;
    private AuthOutcome.Authenticated newcomer;
    private BearerToken fresh;
    private Revocation ofNobody;

    /** Opens the other sessions. */
    @Setup
    public void setUp() {
        authenticator = Clients.authenticator();
        guard = SessionGuard.builder(authenticator).build();
        Instant now = TimeSource.system().now();
        for (int i = 0; i < sessions; i++) {
            guard.guard(Clients.admitted(i, now.plusSeconds(3_600 + i % 3_600)), (code, reason) -> {});
        }
        newcomer = Clients.admitted(sessions, now.plus(Duration.ofHours(2)));
        gate = guard.guard(Clients.admitted(sessions + 1, now.plus(Duration.ofHours(2))), (code, reason) -> {});
        fresh = Clients.token(sessions + 1, 1);
        ofNobody = new Revocation.OfSession(Optional.empty(), "nobody's");
        if (!(renew() instanceof Renewal.Renewed)) {
            throw new IllegalStateException("the session cannot even be renewed: " + renew());
        }
    }

    /** Ends the threads. */
    @TearDown
    public void tearDown() {
        guard.close();
        authenticator.close();
    }

    /** What each message costs. */
    @Benchmark
    public boolean askGate() {
        return gate.isOpen();
    }

    /** A session comes and goes. */
    @Benchmark
    public SessionGate addAndRemove() {
        SessionGate added = guard.guard(newcomer, (code, reason) -> {});
        added.ended();
        return added;
    }

    /** A session is renewed, with the judging of its token. */
    @Benchmark
    public Renewal renew() {
        return gate.renew(fresh).toCompletableFuture().join();
    }

    /** The judging alone. */
    @Benchmark
    public AuthOutcome judgeOnly() {
        return authenticator.authenticateAsync(fresh).toCompletableFuture().join();
    }

    /** A revocation that concerns nobody here, as most do on each node of a fleet. */
    @Benchmark
    public boolean revokeNobody() {
        return guard.revoke(ofNobody);
    }
}
