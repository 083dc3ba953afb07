package io.handclasp.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.handclasp.core.Secret;
import io.handclasp.core.testing.GeneratedRegion;
import io.handclasp.core.testing.LogCapture;
import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.resilience.BreakerState;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import io.handclasp.websocket.testing.BadTokens;
import io.handclasp.websocket.testing.TestAuthService;
import io.handclasp.websocket.testing.TestTokens;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verifiers.TokenVerifiers;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.Verification;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every bad token of the corpus against every verifier, through the whole authenticator and over real sockets. */
class BadTokenCorpusTests {
    private static final int TIMES_EACH = 10;

    private final ManualTimeSource wall = new ManualTimeSource();
    private final HttpClient http = HttpClient.newHttpClient();
    private TestAuthService service;

    @BeforeEach
    void start() {
        service = TestAuthService.start();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private TokenVerifier local() {
        return TokenVerifiers.jwks(service.uri("/jwks"))
                .httpClient(http)
                .issuer(TestTokens.ISSUER)
                .audiences(TestTokens.AUDIENCE)
                .timeSource(wall)
                .build();
    }

    private TokenVerifier introspection() {
        return TokenVerifiers.introspection(service.uri("/introspect"))
                .clientSecretBasic("chat", Secret.of("client-secret"))
                .httpClient(http)
                .timeSource(wall)
                .build();
    }

    private TokenVerifier authService() {
        return TokenVerifiers.authService(service.uri("/validate"))
                .mapper(answer -> answer.text("user")
                        .<Verification>map(user ->
                                new Verification.Valid(Identity.builder(user).build()))
                        .or(() -> answer.text("error").map(error -> new Verification.Invalid(RejectReason.INACTIVE))))
                .httpClient(http)
                .timeSource(wall)
                .build();
    }

    /** The service's own judge: what stands behind a real introspection endpoint. */
    private Optional<String> judgedByTheService(TokenVerifier judge, String token) {
        Verification verdict = BearerToken.parse(token)
                .map(parsed -> judge.verify(parsed, Deadline.after(Duration.ofSeconds(5), TimeSource.system()))
                        .toCompletableFuture()
                        .join())
                .orElse(new Verification.Invalid(RejectReason.MALFORMED_TOKEN));
        return verdict instanceof Verification.Valid valid
                ? Optional.of(valid.identity().subject())
                : Optional.empty();
    }

    private void serve() {
        TokenVerifier judge = local();
        service.introspect(form -> {
            String token =
                    URLDecoder.decode(form.substring("token=".length(), form.indexOf('&')), StandardCharsets.UTF_8);
            return judgedByTheService(judge, token)
                    .map(subject -> JSONObjectUtils.toJSONString(Map.of("active", true, "sub", subject)))
                    .orElse("{\"active\":false}");
        });
        service.validate(token -> judgedByTheService(judge, token)
                .map(subject -> JSONObjectUtils.toJSONString(Map.of("user", subject)))
                .orElse("{\"error\":\"invalid_token\"}"));
    }

    private static HandshakeRequest handshake(String token) {
        return HandshakeRequest.builder()
                .header("Authorization", "Bearer " + token)
                .build();
    }

    @Test
    void authenticateWhenTokenIsOfTheCorpusThenRefusedInTimeAndNeverCountedAsAnOutage() throws Exception {
        serve();
        Map<String, TokenVerifier> verifiers = new LinkedHashMap<>();
        verifiers.put("keys (JWKS)", local());
        verifiers.put("introspection", introspection());
        verifiers.put("auth service", authService());
        Map<String, String> corpus = BadTokens.all();
        assertThat(corpus).hasSizeGreaterThan(40);

        Map<String, Map<String, AuthOutcome>> answers = new LinkedHashMap<>();
        StringBuilder totals = new StringBuilder();
        try (LogCapture log = LogCapture.start()) {
            verifiers.forEach((name, verifier) -> totals.append(attack(name, verifier, corpus, answers)));
            log.assertDoesNotContain(corpus.values().stream()
                    .filter(token -> token.length() > 20)
                    .toArray(String[]::new));
        }

        GeneratedRegion.assertSays("docs/security.md", "corpus-totals", """
                | verifier | bad tokens | admitted | counted as an outage | later than the deadline | good token admitted afterwards |
                |---|---|---|---|---|---|
                """ + totals);
        GeneratedRegion.assertSays("docs/security.md", "corpus", table(corpus, answers));
    }

    private String attack(
            String name,
            TokenVerifier verifier,
            Map<String, String> corpus,
            Map<String, Map<String, AuthOutcome>> answers) {
        int admitted = 0;
        int outages = 0;
        int late = 0;
        // Strict: every single one is judged, none is answered from memory.
        try (WebSocketAuthenticator authenticator = WebSocketAuthenticator.builder()
                .verifier(verifier)
                .resilience(ResiliencePolicy.strict())
                .build()) {
            String good = TestTokens.good(TestTokens.RSA).reveal();
            assertThat(authenticator.authenticate(handshake(good))).isInstanceOf(AuthOutcome.Authenticated.class);
            for (Map.Entry<String, String> bad : corpus.entrySet()) {
                for (int i = 0; i < TIMES_EACH; i++) {
                    Deadline deadline = Deadline.after(authenticator.deadline(), TimeSource.system());
                    AuthOutcome outcome = authenticator.authenticate(handshake(bad.getValue()));
                    admitted += outcome instanceof AuthOutcome.Authenticated ? 1 : 0;
                    outages += outcome instanceof AuthOutcome.Unavailable ? 1 : 0;
                    late += deadline.isExpired() ? 1 : 0;
                    assertThat(outcome).as(bad.getKey()).isInstanceOf(AuthOutcome.Rejected.class);
                    answers.computeIfAbsent(bad.getKey(), key -> new TreeMap<>())
                            .put(name, outcome);
                }
            }
            boolean goodStill = authenticator.authenticate(handshake(good)) instanceof AuthOutcome.Authenticated;
            assertThat(authenticator.breakers().values()).containsOnly(BreakerState.CLOSED);
            return "| %s | %d × %d | %d | %d | %d | %s |%n"
                    .formatted(name, corpus.size(), TIMES_EACH, admitted, outages, late, goodStill ? "yes" : "NO");
        }
    }

    private static String table(Map<String, String> corpus, Map<String, Map<String, AuthOutcome>> answers) {
        StringBuilder table = new StringBuilder("| token | answer of local verification |\n|---|---|\n");
        corpus.keySet().forEach(name -> {
            AuthOutcome.Rejected local =
                    (AuthOutcome.Rejected) answers.get(name).get("keys (JWKS)");
            table.append("| %s | %d `%s`, close %d |%n"
                    .formatted(name, local.httpStatus(), local.reason(), local.closeCode()));
        });
        return table.toString();
    }
}
