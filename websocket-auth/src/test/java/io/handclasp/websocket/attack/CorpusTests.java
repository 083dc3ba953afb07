package io.handclasp.websocket.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.handclasp.core.testing.GeneratedRegion;
import io.handclasp.core.testing.LogCapture;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.resilience.BreakerState;
import io.handclasp.websocket.resilience.DegradedPolicy;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import io.handclasp.websocket.resilience.RetryPolicy;
import io.handclasp.websocket.testing.TestAuthService;
import io.handclasp.websocket.token.BearerToken;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every bad token of the corpus against every verifier, through the whole authenticator and over real sockets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CorpusTests {
    private static final String LOCAL = "keys (JWKS)";
    private static final String HMAC =
            Forge.hmac("HS256", Bench.SECRET.getBytes(StandardCharsets.US_ASCII), Map.of("alg", "HS256"));

    /** What a log could hold of a token. */
    private static final Pattern RUN = Pattern.compile("[A-Za-z0-9._~+/=-]{21,}");

    /** Where the keys of those tokens would be that bring an address: it counts who comes. */
    private final TestAuthService attacker = TestAuthService.start();

    private final List<Attack> corpus = Corpus.all(attacker.uri("/"));
    private final Map<Family, Tally> families = new EnumMap<>(Family.class);
    private final Map<Family, TreeSet<String>> answers = new EnumMap<>(Family.class);
    private final Map<String, String> rows = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();

    static List<Target> targets() {
        List<String> one = List.of(Forge.good());
        ResiliencePolicy down = Target.patient(ResiliencePolicy.standard())
                .withRetry(RetryPolicy.standard().withMaxAttempts(1));
        return List.of(
                Target.strict(LOCAL, bench -> bench.keys().build(), false),
                Target.strict(
                                "keys (JWKS), verdicts remembered",
                                bench -> bench.keys().build(),
                                false)
                        .with(bench -> Target.patient(ResiliencePolicy.standard())),
                Target.strict("keys, found by discovery", Bench::discovered, false),
                Target.strict("shared secret (HS256)", Bench::sharedSecret, false)
                        .admitting(List.of(HMAC)),
                Target.strict("introspection", Bench::introspection, true),
                Target.strict("introspection, verdicts remembered", Bench::introspection, true)
                        .with(bench -> Target.patient(ResiliencePolicy.standard())),
                Target.strict("auth service", Bench::authService, true),
                Target.strict("a judge of the host's own", Bench::ofTheHost, true),
                Target.strict("introspection is down, keys stand in", Bench::introspection, true)
                        .with(bench -> down.withDegraded(
                                DegradedPolicy.verifyLocally(bench.keys().build())))
                        .duringAnOutage(),
                Target.strict("introspection is down, verdicts are reused", Bench::introspection, true)
                        .with(bench -> down.withDegraded(DegradedPolicy.reuseVerdict(Duration.ofMinutes(10))))
                        .admitting(one)
                        .duringAnOutage());
    }

    @AfterAll
    void endAttacker() {
        attacker.close();
    }

    @Order(1)
    @ParameterizedTest(name = "{0}")
    @MethodSource("targets")
    void authenticateWhenTokenIsOfTheCorpusThenRefusedInTimeAndNeverCountedAsAnOutage(Target target) throws Exception {
        rows.put(target.name(), attack(target));
        assertThat(failures).isEmpty();
    }

    @Order(2)
    @Test
    void tablesWhenEveryVerifierWasAttackedThenThePageSaysSo() {
        assertThat(rows.keySet())
                .containsExactlyElementsOf(targets().stream().map(Target::name).toList());
        assertThat(families.keySet()).containsExactly(Family.values());
        assertThat(families.values()).allMatch(Tally::clean);
        GeneratedRegion.assertSays("docs/attacks.md", "attack-verifiers", """
                | verifier | bad tokens | admitted | counted as an outage | later than the deadline | opened a breaker | good tokens admitted |
                |---|---|---|---|---|---|---|
                """ + String.join("", rows.values()));
        GeneratedRegion.assertSays("docs/attacks.md", "attack-families", table());
    }

    /** Not in the table: there is no native provider for every platform. */
    @Order(3)
    @Test
    void authenticateWhenANativeProviderVerifiesThenNothingOfTheCorpusIsAdmittedEither() throws Exception {
        AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
        assumeTrue(provider.getLoadingError() == null, "the native provider is not built for this platform");
        attack(Target.strict("native", bench -> bench.keys().provider(provider).build(), false));
        assertThat(failures).isEmpty();
    }

    private String attack(Target target) throws Exception {
        Tally tally = new Tally();
        try (Bench bench = new Bench(Controls.all());
                LogCapture log = LogCapture.start();
                WebSocketAuthenticator authenticator = WebSocketAuthenticator.builder()
                        .verifier(target.verifier().apply(bench))
                        .resilience(target.policy().apply(bench))
                        .timeSource(bench.clock())
                        .build()) {
            assertAdmitted(target, authenticator);
            if (target.outage()) {
                bench.goDown();
            }
            int before = bench.calls();
            for (Attack attack : corpus) {
                meet(target, attack, authenticator, tally);
            }
            int calls = bench.calls() - before;
            if (!target.outage()) {
                assertCalls(target, calls);
                assertThat(authenticator.breakers().values()).as(target.name()).containsOnly(BreakerState.CLOSED);
            }
            assertAdmitted(target, authenticator);
            assertThat(attacker.requests())
                    .as("%s: asked the attacker", target.name())
                    .isZero();
            assertUnseen(log.text());
            return "| %s | %s | %s | %d |%n"
                    .formatted(
                            target.name(),
                            tally.cells(),
                            target.outage() ? "it is open" : "no",
                            target.controls().size());
        }
    }

    private void meet(Target target, Attack attack, WebSocketAuthenticator authenticator, Tally tally) {
        Deadline deadline = Deadline.after(authenticator.deadline(), TimeSource.system());
        AuthOutcome outcome = authenticator.authenticate(handshake(attack.token()));
        boolean late = deadline.isExpired();
        boolean admitted = outcome instanceof AuthOutcome.Authenticated;
        // While there is an outage, there is no verdict on what a stand-in cannot judge.
        boolean outage = outcome instanceof AuthOutcome.Unavailable && !target.outage();
        if (admitted || outage || late || outcome instanceof AuthOutcome.Errored) {
            failures.add(target.name() + ", " + attack + ": " + outcome + (late ? ", late" : ""));
        }
        String told = outcome.toString();
        if (attack.token().length() > 20 && told.contains(attack.token())) {
            failures.add(target.name() + ", " + attack + ": the outcome shows the token");
        }
        tally.add(admitted, outage, late);
        families.computeIfAbsent(attack.family(), family -> new Tally()).add(admitted, outage, late);
        if (target.name().equals(LOCAL) && outcome instanceof AuthOutcome.Rejected rejected) {
            answers.computeIfAbsent(attack.family(), family -> new TreeSet<>())
                    .add("%d `%s`".formatted(rejected.httpStatus(), rejected.reason()));
        }
    }

    private static void assertAdmitted(Target target, WebSocketAuthenticator authenticator) {
        Map<String, String> subjects = Controls.all();
        for (String token : target.controls()) {
            AuthOutcome outcome = authenticator.authenticate(handshake(token));
            assertThat(outcome).as(target.name()).isInstanceOf(AuthOutcome.Authenticated.class);
            assertThat(((AuthOutcome.Authenticated) outcome).identity().subject())
                    .isEqualTo(subjects.getOrDefault(token, "alice"));
        }
    }

    private void assertUnseen(String text) {
        String logged =
                RUN.matcher(text).results().map(MatchResult::group).distinct().collect(Collectors.joining("\n"));
        for (Attack attack : corpus) {
            RUN.matcher(attack.token())
                    .results()
                    .forEach(run -> assertThat(logged.contains(run.group()))
                            .as("%s is in the log", attack)
                            .isFalse());
        }
    }

    private static HandshakeRequest handshake(String token) {
        return HandshakeRequest.builder()
                .header("Authorization", "Bearer " + token)
                .build();
    }

    /** What is no token for the extractor goes no further; each other costs one call, unless the last one is remembered. */
    private void assertCalls(Target target, int calls) {
        List<String> tokens = corpus.stream()
                .map(Attack::token)
                .filter(token -> BearerToken.parse(token).isPresent())
                .toList();
        int least = Set.copyOf(tokens).size();
        assertThat(calls)
                .as("%s: calls", target.name())
                .isBetween(target.asksAboutEach() ? least : 0, target.asksAboutEach() ? tokens.size() : 0);
    }

    private String table() {
        String rows = families.entrySet().stream()
                .map(entry -> "| %s | %s | %s |%n"
                        .formatted(
                                entry.getKey().text(),
                                entry.getValue().cells(),
                                String.join(", ", answers.getOrDefault(entry.getKey(), new TreeSet<>()))))
                .collect(Collectors.joining());
        return """
                | attack | tokens, all verifiers | admitted | counted as an outage | later than the deadline | answers of local verification |
                |---|---|---|---|---|---|
                """ + rows;
    }
}
