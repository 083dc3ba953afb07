package io.handclasp.docs.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.Secret;
import io.handclasp.drift.Environment;
import io.handclasp.drift.baseline.Baseline;
import io.handclasp.drift.baseline.Expect;
import io.handclasp.drift.detect.DriftDetector;
import io.handclasp.drift.source.ConfigSources;
import io.handclasp.probes.ProbeDefinition;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.probes.ProbeRunner;
import io.handclasp.probes.ProbeSet;
import io.handclasp.probes.monitor.HealthMonitor;
import io.handclasp.validator.Validator;
import io.handclasp.validator.checks.HealthChecks;
import io.handclasp.validator.checks.PrivatePath;
import io.handclasp.validator.checks.ServiceCall;
import io.handclasp.validator.checks.TestTokens;
import io.handclasp.validator.model.CheckState;
import io.handclasp.validator.model.Objectives;
import io.handclasp.validator.model.ValidationReport;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.verifiers.TokenVerifiers;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.Verification;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class ValidationChecksSnippetsTests {
    private static ValidationReport run(
            HealthMonitor monitor,
            PrivatePath orders,
            WebSocketAuthenticator authenticator,
            TestTokens tokens,
            DriftDetector detector,
            ServiceCall stock,
            ExecutorService executor) {
        // tag::validation-checks[]
        Validator validator = Validator.builder()
                .title("chat")
                .checks(HealthChecks.of(monitor).withDatabases("database"))
                .privatePaths(orders)
                .authentication(authenticator, tokens)
                .integration(detector, stock)
                .objectives(Objectives.standard())
                .executor(executor)
                .build();
        ValidationReport report = validator.run();
        // end::validation-checks[]
        return report;
    }

    @Test
    void runWhenAServiceIsAwayThenThatIsFoundAndTheRestPasses() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(8);
        try (ServerSocket orders = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                WebSocketAuthenticator authenticator = WebSocketAuthenticator.builder()
                        .verifier(TokenVerifiers.blocking(
                                token -> token.reveal().equals("good-token-of-alice")
                                        ? new Verification.Valid(
                                                Identity.builder("alice").build())
                                        : new Verification.Invalid(RejectReason.INACTIVE),
                                executor))
                        .build()) {
            ValidationReport report = run(
                    HealthMonitor.builder(ProbeRunner.builder(ProbeSet.of(
                                            ProbeDefinition.builder("database", deadline -> ProbeOutcome.up("SELECT 1"))
                                                    .build()))
                                    .executor(executor)
                                    .build())
                            .build(),
                    PrivatePath.to("orders", "127.0.0.1", orders.getLocalPort()).withExpectedWithin("127.0.0.0/8"),
                    authenticator,
                    TestTokens.of(() -> Secret.of("good-token-of-alice")),
                    DriftDetector.builder("chat")
                            .source(ConfigSources.of("live", () -> Map.of("TIMEOUT", "3600")))
                            .environment(Environment.PRODUCTION)
                            .baseline(Baseline.builder("chat")
                                    .expect("TIMEOUT", Expect.equalTo("3600"))
                                    .build())
                            .build(),
                    ServiceCall.get(
                            "stock",
                            URI.create("http://127.0.0.1:1/"),
                            HttpClient.newBuilder().executor(executor).build()),
                    executor);

            assertThat(report.checks())
                    .filteredOn(check -> check.state() == CheckState.FAILED)
                    .extracting(check -> check.id())
                    .containsExactly("service.stock");
            assertThat(report.checks())
                    .filteredOn(check -> check.state() == CheckState.PASSED)
                    .hasSizeGreaterThan(15);
            assertThat(report.toString()).doesNotContain("good-token-of-alice");
        } finally {
            executor.shutdownNow();
        }
    }
}
