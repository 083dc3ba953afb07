package io.handclasp.examples.benchmarks.storm;

import io.handclasp.core.Secret;
import io.handclasp.core.concurrent.NamedThreads;
import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.resilience.DegradedPolicy;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import io.handclasp.websocket.verifiers.TokenVerifiers;
import io.handclasp.websocket.verify.TokenVerifier;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Runs every contestant through every scenario, one after another in one process, and prints a table.
 *
 * <pre>java -cp examples/benchmarks/target/benchmarks.jar io.handclasp.examples.benchmarks.storm.ReconnectStorm</pre>
 */
public final class ReconnectStorm {
    private static final long SEED = 20_261_124L;
    private static final Storm WARM_UP = new Storm(200, 2_000, 0.02, Duration.ofSeconds(1), Duration.ofSeconds(5));

    private final Storm storm;
    private final StormTokens tokens;
    private final StormTokens strangers = new StormTokens(WARM_UP.users());
    private final ExecutorService http = Executors.newFixedThreadPool(2, NamedThreads.daemon("http"));

    private ReconnectStorm(Storm storm) {
        this.storm = storm;
        this.tokens = new StormTokens(storm.users());
    }

    /**
     * Runs it.
     *
     * @param args names of scenarios; none for all
     */
    public static void main(String[] args) {
        new ReconnectStorm(Storm.standard())
                .run(
                        System.out,
                        args.length == 0
                                ? List.of(Scenario.values())
                                : Stream.of(args).map(Scenario::valueOf).toList());
    }

    private void run(PrintStream out, List<Scenario> scenarios) {
        out.println(StormResult.head());
        for (Scenario scenario : scenarios) {
            contestants().forEach((who, contestant) -> {
                StormResult result = run(contestant, scenario);
                out.println(result.row(scenario.title(), who));
            });
        }
        http.shutdownNow();
    }

    private Map<String, Function<StormAuthService, Contestant>> contestants() {
        ResiliencePolicy standard = ResiliencePolicy.standard();
        ResiliencePolicy reusing = standard.withDegraded(DegradedPolicy.reuseVerdict(Duration.ofMinutes(10)));
        Map<String, Function<StormAuthService, Contestant>> contestants = new LinkedHashMap<>();
        contestants.put("plain call, 2 s timeout", service -> Peers.plain(service.introspection()));
        contestants.put("Resilience4j retry and breaker", service -> Peers.resilience4j(service.introspection()));
        contestants.put("Spring Security introspector", service -> Peers.springIntrospector(service.introspection()));
        contestants.put("**Handclasp**, `failClosed`", service -> handclasp(service, standard));
        contestants.put("**Handclasp**, `reuseVerdict`", service -> knowing(service, reusing));
        contestants.put(
                "**Handclasp**, `verifyLocally`",
                service -> knowing(service, standard.withDegraded(DegradedPolicy.verifyLocally(keys(service)))));
        contestants.put("Spring Security decoder (keys)", service -> Peers.springDecoder(service.jwks()));
        contestants.put(
                "**Handclasp** (keys)",
                service -> new HandclaspContestant(keys(service), standard, TimeSource.system()));
        return contestants;
    }

    private Contestant handclasp(StormAuthService service, ResiliencePolicy policy) {
        return handclasp(service, policy, TimeSource.system());
    }

    private Contestant handclasp(StormAuthService service, ResiliencePolicy policy, TimeSource timeSource) {
        TokenVerifier verifier = TokenVerifiers.introspection(service.introspection())
                .clientSecretBasic(Peers.CLIENT, Secret.of(Peers.SECRET))
                .httpClient(client())
                .build();
        return new HandclaspContestant(verifier, policy, timeSource);
    }

    /** A host that has run for a while: it judged all users before, and its verdicts are too old to be more than stale. */
    private Contestant knowing(StormAuthService service, ResiliencePolicy policy) {
        ShiftedTime time = new ShiftedTime();
        Contestant contestant = handclasp(service, policy, time);
        CompletableFuture<?>[] judged =
                service.goodTokens().stream().map(contestant::authenticate).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(judged).join();
        time.shift(policy.cache().ttl().plusSeconds(1));
        return contestant;
    }

    private TokenVerifier keys(StormAuthService service) {
        return TokenVerifiers.jwks(service.jwks())
                .issuer(StormTokens.ISSUER)
                .audiences(StormTokens.AUDIENCE)
                .httpClient(client())
                .build();
    }

    private HttpClient client() {
        return HttpClient.newBuilder().executor(http).build();
    }

    private StormResult run(Function<StormAuthService, Contestant> contestant, Scenario scenario) {
        warmUp(contestant);
        try (StormAuthService service = new StormAuthService(tokens.subjects(), tokens.jwks());
                Contestant judge = contestant.apply(service)) {
            return storm.run(judge, service, scenario, tokens, SEED);
        }
    }

    /** Loads classes and lets the JVM compile them, with other users and a service of its own. */
    private void warmUp(Function<StormAuthService, Contestant> contestant) {
        try (StormAuthService service = new StormAuthService(strangers.subjects(), strangers.jwks());
                Contestant judge = contestant.apply(service)) {
            judge.authenticate(strangers.good(0)).join();
            WARM_UP.run(judge, service, Scenario.COLD, strangers, SEED);
        }
    }
}
