package io.handclasp.examples.soak;

import io.handclasp.core.Secret;
import io.handclasp.core.concurrent.NamedThreads;
import io.handclasp.websocket.jakarta.RefusalAnswer;
import io.handclasp.websocket.verifiers.TokenVerifiers;
import io.handclasp.websocket.verify.TokenVerifier;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** Two chats on loopback, one that asks the auth service about each token and one that asks it for its keys, and who watches them. */
final class SoakSystem implements AutoCloseable {
    private static final int THREADS = 8;
    private static final String CLIENT_ID = "soak";

    private final Secret clientSecret = Secret.of("hush-7c1e5-soak");
    private final TokenIssuer tokens = new TokenIssuer();
    private final FlakyAuthService authService = new FlakyAuthService(tokens);
    private final ExecutorService executor = Executors.newFixedThreadPool(THREADS, NamedThreads.daemon("soak-host"));
    private final ScheduledThreadPoolExecutor scheduler =
            new ScheduledThreadPoolExecutor(1, NamedThreads.daemon("soak-timer"));
    private final ScheduledThreadPoolExecutor weather =
            new ScheduledThreadPoolExecutor(1, NamedThreads.daemon("soak-weather"));
    private final List<GuardedChat> chats;
    private final MoodSwings moods;
    private final Watchers watchers;
    private final SecretWatch secretWatch;

    SoakSystem(SoakSettings settings, Ledger ledger) {
        scheduler.setRemoveOnCancelPolicy(true);
        secretWatch = SecretWatch.start(clientSecret, ledger);
        HttpClient httpClient = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(executor)
                .build();
        chats = List.of(
                new GuardedChat(remote(httpClient), RefusalAnswer.CLOSE_CODE, executor, scheduler),
                new GuardedChat(local(httpClient), RefusalAnswer.HTTP_STATUS, executor, scheduler));
        moods = new MoodSwings(authService, weather, new Random(settings.seed()), settings.pace());
        watchers = new Watchers(authService, chats.get(0), moods, ledger, executor, scheduler);
    }

    private TokenVerifier remote(HttpClient httpClient) {
        return TokenVerifiers.introspection(authService.introspection())
                .clientSecretBasic(CLIENT_ID, clientSecret)
                .audiences(TokenIssuer.AUDIENCE)
                .httpClient(httpClient)
                .build();
    }

    private TokenVerifier local(HttpClient httpClient) {
        return TokenVerifiers.jwks(authService.jwks())
                .issuer(TokenIssuer.ISSUER)
                .audiences(TokenIssuer.AUDIENCE)
                .clockSkew(Duration.ZERO)
                // Keys change in each round, and soon serve no longer: a trouble is to be felt here, too.
                .refreshInterval(Duration.ofSeconds(1))
                .refreshAfter(Duration.ofSeconds(5))
                .keepFor(Duration.ofSeconds(7))
                .httpClient(httpClient)
                .build();
    }

    TokenIssuer tokens() {
        return tokens;
    }

    List<GuardedChat> chats() {
        return chats;
    }

    MoodSwings moods() {
        return moods;
    }

    Watchers watchers() {
        return watchers;
    }

    SecretWatch secretWatch() {
        return secretWatch;
    }

    @Override
    public void close() {
        watchers.close();
        weather.shutdownNow();
        chats.forEach(GuardedChat::close);
        authService.close();
        scheduler.shutdownNow();
        executor.shutdownNow();
        secretWatch.close();
    }
}
