package io.handclasp.validator.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.handclasp.drift.Environment;
import io.handclasp.drift.baseline.Baseline;
import io.handclasp.drift.baseline.Expect;
import io.handclasp.drift.detect.DriftDetector;
import io.handclasp.drift.source.ConfigSources;
import io.handclasp.probes.ProbeDefinition;
import io.handclasp.probes.ProbeRunner;
import io.handclasp.probes.ProbeSet;
import io.handclasp.probes.monitor.HealthMonitor;
import io.handclasp.validator.model.CheckDefinition;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.CheckSource;
import io.handclasp.validator.model.CheckState;
import io.handclasp.validator.model.ValidationPhase;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Phases 1 to 4 in one run, in which the host's own code does all to spread its tokens: none is in the log or in a report. */
class TokensNeverShownTests {
    private final ExecutorService pool = Executors.newFixedThreadPool(2);
    private AuthHost host;

    @BeforeEach
    void open() throws IOException {
        host = new AuthHost();
    }

    @AfterEach
    void close() {
        host.close();
        pool.shutdownNow();
    }

    private IllegalStateException blabbing() {
        return new IllegalStateException(
                "refused " + host.server.good().reveal(),
                new IOException("at https://chat.example/?access_token="
                        + host.server.good().reveal()));
    }

    private CheckSource health() {
        ProbeDefinition blabs = ProbeDefinition.builder("blabs", deadline -> {
                    throw blabbing();
                })
                .build();
        return HealthChecks.of(HealthMonitor.builder(
                        ProbeRunner.builder(ProbeSet.of(blabs)).executor(pool).build())
                .build());
    }

    private CheckSource privatePaths() {
        return PrivatePathChecks.of(
                PrivatePath.to("orders", "orders.internal", 443).withResolver((name, deadline) -> {
                    throw blabbing();
                }));
    }

    private CheckSource integration() {
        DriftDetector detector = DriftDetector.builder("chat")
                .source(ConfigSources.of(
                        "live", () -> Map.of("LOGIN", host.server.good().reveal())))
                .environment(Environment.PRODUCTION)
                .baseline(Baseline.builder("chat")
                        .expect("LOGIN", Expect.equalTo(host.server.good().reveal()))
                        .build())
                .build();
        return IntegrationChecks.builder()
                .drift(detector)
                .serviceCall(ServiceCall.get("orders", host.server.uri("/orders"), host.client)
                        .withToken(host.server::expired))
                .serviceCall(ServiceCall.get("blabs", host.server.uri("/orders"), host.client)
                        .withToken(() -> {
                            throw blabbing();
                        }))
                .keySet("rotated", host.server.uri("/jwks"), Duration.ofHours(1), host.server::good)
                .build();
    }

    @Test
    void runWhenTheHostsOwnCodeSpreadsTokensThenNoneIsInTheLogOrInAReport() {
        List<CheckSource> sources =
                List.of(health(), privatePaths(), host.checks(host.authenticator(host.authService())), integration());

        CheckRun run = host.run(() ->
                sources.stream().flatMap(source -> source.checks().stream()).toList());

        assertThat(host.server.minted().size()).as("tokens to look for").isGreaterThan(30);
        assertThat(run.report().phases()).hasSize(4);
        assertThat(run.in(CheckState.PASSED)).containsKeys("auth.good-token", "keys.rotated");
        assertThat(run.state("probe.blabs")).isEqualTo(CheckState.UNKNOWN);
        assertThat(run.state("service.blabs")).isEqualTo(CheckState.UNKNOWN);
    }

    @Test
    void runWhenATokenIsLoggedThenTheSearchFindsIt() {
        CheckSource logs = () -> List.of(CheckDefinition.builder(ValidationPhase.WEBSOCKET_AUTH, "logs", deadline -> {
                    LoggerFactory.getLogger("host")
                            .info("a user came with {}", host.server.good().reveal());
                    return CheckOutcome.passed("fine");
                })
                .build());

        assertThatThrownBy(() -> host.run(logs))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the log shows a token")
                .hasMessageNotContaining(host.server.minted().get(0));
    }
}
