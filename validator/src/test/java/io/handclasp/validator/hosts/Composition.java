package io.handclasp.validator.hosts;

import io.handclasp.core.Secret;
import io.handclasp.probes.ProbeDefinition;
import io.handclasp.probes.ProbeRunner;
import io.handclasp.probes.ProbeSet;
import io.handclasp.probes.kinds.Probes;
import io.handclasp.probes.monitor.HealthMonitor;
import io.handclasp.probes.net.Resolution;
import io.handclasp.validator.Validator;
import io.handclasp.validator.checks.AuthenticationChecks;
import io.handclasp.validator.checks.PrivatePath;
import io.handclasp.validator.checks.TestTokens;
import io.handclasp.validator.drill.Drill;
import io.handclasp.validator.drill.Fault;
import io.handclasp.validator.drill.Sighting;
import io.handclasp.validator.model.CheckDefinition;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.ValidationPhase;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.resilience.BreakerPolicy;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import io.handclasp.websocket.transport.TransportResponse;
import io.handclasp.websocket.verifiers.TokenVerifiers;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.Verification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A host with a validator that opens sockets, starts timers and threads, and has to interrupt a check that hangs. The host's own parts
 * are made and closed with it.
 */
final class Composition implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    private final WebSocketAuthenticator authenticator = authenticator();
    private final AtomicBoolean away = new AtomicBoolean();
    private final CountDownLatch never = new CountDownLatch(1);

    Composition() throws IOException {}

    private static WebSocketAuthenticator authenticator() {
        return WebSocketAuthenticator.builder()
                .resilience(ResiliencePolicy.standard()
                        .withBreaker(new BreakerPolicy(
                                0.5, Duration.ofSeconds(30), 20, Duration.ofSeconds(20), Duration.ofMillis(300), 5)))
                .verifier(TokenVerifiers.authService(URI.create("https://auth.example/validate"))
                        .mapper(answer -> Optional.of(
                                answer.status() == 200
                                        ? new Verification.Valid(
                                                Identity.builder("alice").build())
                                        : new Verification.Invalid(RejectReason.INACTIVE)))
                        .transport((request, deadline) -> {
                            boolean good =
                                    "Bearer good-token".equals(request.headers().get("Authorization"));
                            return CompletableFuture.completedFuture(
                                    new TransportResponse(good ? 200 : 401, Map.of(), "{\"good\":" + good + "}"));
                        })
                        .build())
                .build();
    }

    Validator validator() {
        return Validator.builder()
                .health(HealthMonitor.builder(ProbeRunner.builder(ProbeSet.of(ProbeDefinition.builder(
                                                "port",
                                                Probes.tcp("127.0.0.1", server.getLocalPort())
                                                        .build())
                                        .build()))
                                .executor(Runnable::run)
                                .build())
                        .build())
                .privatePaths(PrivatePath.to("orders", "orders.internal", server.getLocalPort())
                        .withExpectedWithin("127.0.0.0/8")
                        .withResolver((name, deadline) -> Resolution.found(List.of(InetAddress.getLoopbackAddress()))))
                .checks(AuthenticationChecks.builder(authenticator, TestTokens.of(() -> Secret.of("good-token")))
                        .samples(20)
                        .build())
                .check(CheckDefinition.builder(ValidationPhase.SERVICE_INTEGRATION, "hangs", deadline -> {
                            never.await();
                            return CheckOutcome.passed("never");
                        })
                        .deadline(Duration.ofMillis(50))
                        .build())
                .checks(drill("drill.kept", Duration.ofSeconds(20), false))
                .checks(drill("drill.given-up", Duration.ofMillis(200), true))
                .build();
    }

    private Drill drill(String id, Duration deadline, boolean hangs) {
        return Drill.builder(id)
                .steadyState(any -> sighting(!away.get()))
                .fault(Fault.of("the dependency is away", () -> away.set(true), () -> away.set(false)))
                .effect(any -> sighting(away.get()))
                .promise(any -> {
                    if (hangs) {
                        never.await();
                    }
                    return Sighting.asExpected("served from memory");
                })
                .deadline(deadline)
                .build();
    }

    private static Sighting sighting(boolean expected) {
        return expected ? Sighting.asExpected("as expected") : Sighting.notAsExpected("it is not");
    }

    @Override
    public void close() throws IOException {
        authenticator.close();
        server.close();
    }
}
