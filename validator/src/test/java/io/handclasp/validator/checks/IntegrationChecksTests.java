package io.handclasp.validator.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.handclasp.core.Secret;
import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.drift.Environment;
import io.handclasp.drift.Severity;
import io.handclasp.drift.baseline.Baseline;
import io.handclasp.drift.baseline.Expect;
import io.handclasp.drift.detect.DriftDetector;
import io.handclasp.drift.source.ConfigSources;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.CheckSource;
import io.handclasp.validator.model.CheckState;
import io.handclasp.validator.model.Measurement;
import io.handclasp.validator.model.Objectives;
import io.handclasp.websocket.transport.TransportResponse;
import io.handclasp.websocket.transport.VerifierTransports;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Drift, calls, clocks and key sets, over a real service on loopback. */
class IntegrationChecksTests {
    private AuthHost host;

    @BeforeEach
    void open() throws IOException {
        host = new AuthHost();
    }

    @AfterEach
    void close() {
        host.close();
    }

    private static DriftDetector detector(Supplier<Map<String, String>> settings) {
        return DriftDetector.builder("chat")
                .source(ConfigSources.of("live", settings))
                .environment(Environment.PRODUCTION)
                .baseline(Baseline.builder("chat")
                        .expect("TIMEOUT", Expect.equalTo("3600").severity(Severity.CRITICAL))
                        .expect("LOG_LEVEL", Expect.equalTo("info").severity(Severity.WARNING))
                        .build())
                .build();
    }

    private CheckOutcome drift(Supplier<Map<String, String>> settings) {
        return CheckRun.of(IntegrationChecks.of(detector(settings))).outcome("integration.drift");
    }

    @Test
    void driftWhenInSyncThenPassedAndZeroIsMeasured() {
        CheckOutcome outcome = drift(() -> Map.of("TIMEOUT", "3600", "LOG_LEVEL", "info"));

        assertThat(outcome.state()).isEqualTo(CheckState.PASSED);
        assertThat(outcome.measurements()).singleElement().isInstanceOfSatisfying(Measurement.Value.class, value -> {
            assertThat(value.name()).isEqualTo(Objectives.CRITICAL_DRIFT);
            assertThat(value.value()).isZero();
        });
    }

    @Test
    void driftWhenCriticalThenFailedAndNamed() {
        CheckOutcome outcome = drift(() -> Map.of("TIMEOUT", "300", "LOG_LEVEL", "info"));

        assertThat(outcome.state()).isEqualTo(CheckState.FAILED);
        assertThat(outcome.message()).startsWith("1 critical and 0 other differences, 0 not checked");
        assertThat(outcome.details().get("TIMEOUT")).startsWith("MODIFIED").contains("3600", "300");
        assertThat(((Measurement.Value) outcome.measurements().get(0)).value()).isOne();
    }

    @Test
    void driftWhenNotCriticalThenWarning() {
        assertThat(drift(() -> Map.of("TIMEOUT", "3600", "LOG_LEVEL", "debug")).state())
                .isEqualTo(CheckState.WARNING);
    }

    @Test
    void driftWhenNothingCouldBeReadThenUnknownAndNoZeroIsMeasured() {
        CheckOutcome outcome = drift(() -> {
            throw new IllegalStateException("token=abc was refused");
        });

        assertThat(outcome.state()).isEqualTo(CheckState.UNKNOWN);
        assertThat(outcome.measurements()).isEmpty();
        assertThat(outcome.toString()).doesNotContain("abc");
    }

    private CheckRun call(ServiceCall call) {
        CheckSource checks = IntegrationChecks.builder().serviceCall(call).build();
        return host.run(checks);
    }

    @Test
    void callWhenTheTokenIsGoodAndTheServiceGuardedThenPassed() {
        ServiceCall call = ServiceCall.get("orders", host.server.uri("/orders"), host.client)
                .withToken(host.server::good);

        CheckOutcome outcome = call(call).outcome("service.orders");

        assertThat(outcome.state()).isEqualTo(CheckState.PASSED);
        assertThat(outcome.measurements()).hasSize(1);
        assertThat(call).hasToString("ServiceCall[orders]");
    }

    @Test
    void callWhenTheTokenIsBadThenFailedWithAHintAtTheToken() {
        CheckOutcome outcome = call(ServiceCall.get("orders", host.server.uri("/orders"), host.client)
                        .withToken(host.server::expired))
                .outcome("service.orders");

        assertThat(outcome.message()).isEqualTo("the service answered 401, and 200 is expected");
        assertThat(outcome.hint().orElseThrow()).contains("#service-token");
    }

    @Test
    void callWhenTheServiceAnswersAnybodyThenFailedUnlessDeclaredOpen() {
        ServiceCall call =
                ServiceCall.get("open", host.server.uri("/open"), host.client).withToken(host.server::good);

        CheckOutcome guarded = call(call).outcome("service.open");

        assertThat(guarded.state()).isEqualTo(CheckState.FAILED);
        assertThat(guarded.message())
                .startsWith("the service is not guarded: it answered 200 without a token, and 200");
        assertThat(call(call.open()).outcome("service.open").state()).isEqualTo(CheckState.PASSED);
    }

    @Test
    void callWhenNobodyIsThereThenFailedAndWhenTheSupplierBreaksThenUnknown() {
        ServiceCall nobody = ServiceCall.get("gone", URI.create("http://127.0.0.1:1/"), host.client);
        Supplier<Secret> broken = () -> {
            throw new IllegalStateException("no token");
        };

        assertThat(call(nobody).outcome("service.gone").message())
                .startsWith("the service did not answer: CONNECTION_FAILED");
        assertThat(call(ServiceCall.get("orders", host.server.uri("/orders"), host.client)
                                .withToken(broken))
                        .state("service.orders"))
                .isEqualTo(CheckState.UNKNOWN);
    }

    private CheckOutcome skew(Duration ahead) throws Exception {
        ManualTimeSource time = new ManualTimeSource();
        time.setWall(TimeSource.system().now().plus(ahead));
        return new ClockSkewCheck(
                        host.server.uri("/open"), VerifierTransports.http(host.client), Duration.ofSeconds(30))
                .run(Deadline.after(Duration.ofSeconds(20), time));
    }

    @Test
    void clockWhenItAgreesThenPassedAndWhenItIsFarOffThenFailed() throws Exception {
        assertThat(skew(Duration.ZERO).state()).isEqualTo(CheckState.PASSED);
        assertThat(skew(Duration.ofMinutes(2)).message()).contains(" ahead of the auth service's");
        assertThat(skew(Duration.ofMinutes(2)).state()).isEqualTo(CheckState.FAILED);
        assertThat(skew(Duration.ofMinutes(-2)).message()).contains(" behind the auth service's");
        assertThat(skew(Duration.ofMinutes(-2)).state()).isEqualTo(CheckState.FAILED);
    }

    private static CheckOutcome skew(Map<String, List<String>> headers) throws Exception {
        ManualTimeSource time = new ManualTimeSource();
        return new ClockSkewCheck(
                        URI.create("http://127.0.0.1/"),
                        (request, deadline) ->
                                CompletableFuture.completedFuture(new TransportResponse(200, headers, "")),
                        Duration.ofSeconds(30))
                .run(Deadline.after(Duration.ofSeconds(5), time));
    }

    @Test
    void clockWhenTheAnswerDoesNotTellTheTimeThenUnknown() throws Exception {
        String start = "Wed, 01 Jan 2025 00:00:00 GMT";

        assertThat(skew(Map.of()).state()).isEqualTo(CheckState.UNKNOWN);
        assertThat(skew(Map.of("Date", List.of("yesterday"))).state()).isEqualTo(CheckState.UNKNOWN);
        assertThat(skew(Map.of("Date", List.of(start), "Age", List.of("60"))).state())
                .isEqualTo(CheckState.UNKNOWN);
        assertThat(skew(Map.of("Date", List.of(start))).state()).isEqualTo(CheckState.PASSED);
        assertThat(skew(Map.of("Date", List.of("Wed, 01 Jan 2025 00:00:30 GMT")))
                        .state())
                .isEqualTo(CheckState.WARNING);
    }

    @Test
    void keysWhenAFreshTokenVerifiesThenPassedAndWhenItsKeyIsNotPublishedThenFailed() {
        CheckRun run = host.run(IntegrationChecks.builder()
                .clockSkew(host.server.uri("/open"), host.client)
                .keySet("plain", host.server.uri("/jwks"), Duration.ofHours(1))
                .keySet("rotated", host.server.uri("/jwks"), Duration.ofHours(1), host.server::good)
                .keySet("behind", host.server.uri("/jwks"), Duration.ofHours(1), host.server::withUnpublishedKey)
                .keySet("gone", host.server.uri("/nothing"), Duration.ofHours(1))
                .build());

        assertThat(run.in(CheckState.PASSED)).containsOnlyKeys("clock.skew", "keys.plain", "keys.rotated");
        assertThat(run.in(CheckState.FAILED)).containsOnlyKeys("keys.behind", "keys.gone");
    }

    @Test
    void buildersWhenSettingsAreWrongThenRefusedByName() {
        ServiceCall call = ServiceCall.get("orders", host.server.uri("/orders"), host.client);

        assertThatIllegalStateException()
                .isThrownBy(() -> IntegrationChecks.builder().build())
                .withMessage("checks were none, must be at least one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IntegrationChecks.of(detector(Map::of), call, call))
                .withMessage("service.orders was added twice, must be added once");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServiceCall.get("orders", URI.create("http://user:pw@host/"), host.client))
                .withMessageStartingWith("uri of orders was refused")
                .withMessageNotContaining("pw");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> call.withExpectedStatus(42))
                .withMessageContaining("expectedStatus of orders was 42");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        IntegrationChecks.builder().clockSkew(host.server.uri("/open"), host.client, Duration.ZERO))
                .withMessageStartingWith("maxSkew was PT0S");
    }
}
