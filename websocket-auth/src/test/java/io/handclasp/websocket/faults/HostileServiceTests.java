package io.handclasp.websocket.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.GeneratedRegion;
import io.handclasp.core.testing.LogCapture;
import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import io.handclasp.websocket.resilience.RetryPolicy;
import io.handclasp.websocket.transport.VerifierTransport;
import io.handclasp.websocket.transport.VerifierTransports;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An auth service that sends whatever it likes is no judge: there is no verdict, and nobody is admitted or called bad. */
class HostileServiceTests {
    private static final Duration DEADLINE = Duration.ofSeconds(3);
    private static final Duration ATTEMPT = Duration.ofMillis(1_500);
    /** Who is well served shall be admitted on a machine that stands still for a while, too. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int LIMIT_SECONDS = 30;
    private static final int MAX_BODY_BYTES = 64 << 10;

    private final HostHttp http = new HostHttp();
    private final ScheduledExecutorService timers =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "host-timers"));
    private final AtomicInteger elsewhereCalls = new AtomicInteger();
    private final List<WebSocketAuthenticator> authenticators = new ArrayList<>();
    private FaultService service;
    private FaultService elsewhere;
    private List<HostileAnswer> answers;

    @BeforeEach
    void start() throws IOException {
        elsewhere = new FaultService(exchange -> {
            elsewhereCalls.incrementAndGet();
            exchange.answer("200 OK", "application/json", "{\"active\":true,\"sub\":\"mallory\"}");
        });
        answers = HostileAnswer.all(address(elsewhere));
        service = new FaultService(this::meet);
    }

    @AfterEach
    void stop() throws IOException {
        authenticators.forEach(WebSocketAuthenticator::close);
        service.close();
        elsewhere.close();
        timers.shutdownNow();
        http.close();
    }

    private static String address(FaultService of) {
        return "http://127.0.0.1:" + of.port();
    }

    /** The path says who is asked, and how he answers: {@code /KEYS/17}, or {@code /KEYS/well}. */
    private void meet(Exchange exchange) throws IOException {
        String path = exchange.path().replace("/.well-known/openid-configuration", "");
        String[] parts = path.split("/", -1);
        if (parts[1].equals("good-keys")) {
            exchange.answer("200 OK", "application/json", Judge.goodKeys());
            return;
        }
        Judge judge = Judge.valueOf(parts[1]);
        String good = judge.answer(address(service), path);
        if (parts[2].equals("well")) {
            exchange.answer("200 OK", "application/json", good);
        } else {
            answers.get(Integer.parseInt(parts[2])).behaviour().meet(exchange, judge, good, address(service));
        }
    }

    private CompletableFuture<AuthOutcome> ask(Judge judge, String how) {
        boolean well = how.equals("well");
        URI uri = URI.create(address(service) + "/" + judge + "/" + how);
        VerifierTransport transport = VerifierTransports.http(http.client(), MAX_BODY_BYTES);
        WebSocketAuthenticator authenticator = WebSocketAuthenticator.builder()
                .verifier(judge.verifier(uri, transport))
                .resilience(ResiliencePolicy.standard()
                        .withDeadline(well ? PATIENCE.multipliedBy(2) : DEADLINE)
                        .withRetry(RetryPolicy.standard()
                                .withMaxAttempts(1)
                                .withAttemptTimeout(well ? PATIENCE : ATTEMPT)))
                .execution(http.executor(), timers)
                .build();
        authenticators.add(authenticator);
        HandshakeRequest request = HandshakeRequest.builder()
                .header("Authorization", "Bearer " + judge.token(uri.toString()))
                .build();
        return authenticator.authenticateAsync(request).toCompletableFuture();
    }

    @Test
    void authenticateWhenTheServiceIsHostileThenNoVerdictInTimeAndNobodyElseIsAsked() throws Exception {
        long startNanos = TimeSource.system().nanoTime();
        Map<String, Map<Judge, AuthOutcome>> met = new TreeMap<>();
        try (LogCapture log = LogCapture.start()) {
            assertWellServed();
            Map<String, Map<Judge, CompletableFuture<AuthOutcome>>> asked = new TreeMap<>();
            for (int i = 0; i < answers.size(); i++) {
                for (Judge judge : answers.get(i).judges()) {
                    asked.computeIfAbsent(answers.get(i).name(), name -> new TreeMap<>())
                            .put(judge, ask(judge, String.valueOf(i)));
                }
            }
            for (Map.Entry<String, Map<Judge, CompletableFuture<AuthOutcome>>> one : asked.entrySet()) {
                for (Map.Entry<Judge, CompletableFuture<AuthOutcome>> by :
                        one.getValue().entrySet()) {
                    met.computeIfAbsent(one.getKey(), name -> new TreeMap<>())
                            .put(by.getKey(), by.getValue().get(LIMIT_SECONDS, TimeUnit.SECONDS));
                }
            }
            assertWellServed();
            log.assertDoesNotContain(Tokens.secrets());
        }
        assertThat(Duration.ofNanos(TimeSource.system().nanoTime() - startNanos))
                .isLessThan(Duration.ofSeconds(LIMIT_SECONDS));
        assertThat(elsewhereCalls).as("asked elsewhere").hasValue(0);
        List<String> wrong = new ArrayList<>();
        met.forEach((name, byJudge) -> byJudge.forEach((judge, outcome) -> {
            if (!(outcome instanceof AuthOutcome.Unavailable)) {
                wrong.add(judge + ", " + name + ": " + outcome);
            }
            assertThat(outcome.toString()).doesNotContain(Tokens.secrets());
        }));
        assertThat(wrong).isEmpty();
        GeneratedRegion.assertSays("docs/attacks.md", "hostile-services", table(met));
    }

    /** The same words from a service that is well are believed: it is the form alone that is refused. */
    private void assertWellServed() throws Exception {
        for (Judge judge : Judge.values()) {
            assertThat(ask(judge, "well").get(LIMIT_SECONDS, TimeUnit.SECONDS))
                    .as(judge.text())
                    .isInstanceOf(AuthOutcome.Authenticated.class);
        }
    }

    private String table(Map<String, Map<Judge, AuthOutcome>> met) {
        StringBuilder table = new StringBuilder("| answer |");
        for (Judge judge : Judge.values()) {
            table.append(' ').append(judge.text()).append(" |");
        }
        table.append("\n|---|---|---|---|---|\n");
        for (HostileAnswer answer : answers) {
            Map<Judge, AuthOutcome> outcomes = met.get(answer.name());
            table.append("| ")
                    .append(answer.name().replace("|", "\\|"))
                    .append(" | ")
                    .append(List.of(Judge.values()).stream()
                            .map(judge -> outcomes.containsKey(judge) ? "503" : "")
                            .collect(Collectors.joining(" | ")))
                    .append(" |\n");
        }
        return table.toString();
    }
}
