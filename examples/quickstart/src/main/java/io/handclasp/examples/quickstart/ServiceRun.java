package io.handclasp.examples.quickstart;

import io.handclasp.core.concurrent.NamedThreads;
import io.handclasp.examples.quickstart.ServiceSettings.Judge;
import io.handclasp.examples.quickstart.ServiceSettings.TokenOrigin;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import io.handclasp.websocket.resilience.RetryPolicy;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verifiers.TokenVerifiers;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.UnavailableReason;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Tries a real service: gets a token, has it judged, and opens connections with it. */
final class ServiceRun {
    private static final int HTTP_THREADS = 4;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    /** Longer than the default: a real provider may be far away, and the first call sets up TLS. */
    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(2);

    private final ServiceSettings settings;
    private final PrintStream out;

    ServiceRun(ServiceSettings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
    }

    /** Runs it and prints what was seen; true when the token is good and enough connections were admitted. */
    boolean run() throws UsageException, IOException {
        ExecutorService executor = Executors.newFixedThreadPool(HTTP_THREADS, NamedThreads.daemon("http-client"));
        try {
            HttpClient httpClient = HttpClient.newBuilder()
                    .executor(executor)
                    .connectTimeout(CONNECT_TIMEOUT)
                    .build();
            String token = token(httpClient);
            return judged(token, httpClient) && opened(token);
        } finally {
            executor.shutdownNow();
        }
    }

    private String token(HttpClient httpClient) throws UsageException, IOException {
        if (settings.token() instanceof TokenOrigin.ClientCredentials client) {
            return new TokenEndpoint(httpClient, client).fetch();
        }
        TokenOrigin.Given given = (TokenOrigin.Given) settings.token();
        return BearerToken.parse(given.token().reveal())
                .map(BearerToken::reveal)
                .orElseThrow(() -> new UsageException("what token or token.file holds cannot be a bearer token:"
                        + " it must have letters, digits and -._~+/= only (RFC 6750, section 2.1)."));
    }

    private boolean judged(String token, HttpClient httpClient) throws UsageException {
        try (WebSocketAuthenticator authenticator = WebSocketAuthenticator.builder()
                .verifier(verifier(httpClient))
                .resilience(ResiliencePolicy.standard()
                        .withRetry(RetryPolicy.standard().withAttemptTimeout(ATTEMPT_TIMEOUT)))
                .build()) {
            AuthOutcome outcome = authenticator.authenticate(HandshakeRequest.builder()
                    .header("Authorization", "Bearer " + token)
                    .build());
            out.println("The token, judged by Handclasp");
            return tell(outcome);
        }
    }

    private TokenVerifier verifier(HttpClient httpClient) {
        if (settings.judge() instanceof Judge.Issuer issuer) {
            return TokenVerifiers.issuer(issuer.issuer())
                    .audiences(issuer.audience())
                    .httpClient(httpClient)
                    .build();
        }
        Judge.Introspection introspection = (Judge.Introspection) settings.judge();
        return TokenVerifiers.introspection(introspection.endpoint())
                .clientSecretBasic(introspection.clientId(), introspection.clientSecret())
                .httpClient(httpClient)
                .build();
    }

    private boolean tell(AuthOutcome outcome) throws UsageException {
        if (outcome instanceof AuthOutcome.Authenticated good) {
            out.println("  good: subject " + good.identity().subject().replaceAll("\\p{Cntrl}", " ")
                    + good.identity()
                            .issuer()
                            .map(issuer -> ", issuer " + issuer)
                            .orElse("")
                    + good.identity().expiresAt().map(end -> ", until " + end).orElse(""));
            out.println("  evidence: " + good.evidence().source() + ", attempts "
                    + good.evidence().attempts() + ", "
                    + good.evidence().elapsed().toMillis() + " ms");
            return true;
        }
        if (outcome instanceof AuthOutcome.Unavailable unavailable) {
            if (unavailable.cause() == UnavailableReason.MISCONFIGURED) {
                throw new UsageException(
                        settings.judge() instanceof Judge.Issuer
                                ? "issuer: the provider does not serve its discovery document or keys there."
                                : "introspection.endpoint, introspection.client-id or introspection.client-secret-file is"
                                        + " wrong: the auth service refuses to be asked.");
            }
            out.println("  not judged: " + unavailable.cause());
            return false;
        }
        AuthOutcome.Refusal refusal = (AuthOutcome.Refusal) outcome;
        out.println("  refused: " + refusal.closeReason());
        return false;
    }

    private boolean opened(String token) {
        HandshakeClient client = new HandshakeClient(settings.expectation());
        TokenOffer offer = settings.carrier() == TokenOffer.Carrier.HEADER
                ? TokenOffer.inHeader(token)
                : TokenOffer.inSubprotocol(token);
        Load load = new Load(settings.handshakes(), Duration.ZERO, settings.concurrency());
        out.println();
        Load.Result result = load.run(
                number -> client.connect(settings.url(), offer), new Progress(out, "connecting", load.connections()));
        Measured measured = Measured.of(result, 0);
        out.println();
        Table.ofFigures().row("", "your service").times(measured).print(out);
        tellFailures(result.answers());
        Promise promise = Promise.success("at least 99.5 % succeed", measured);
        out.println();
        ComparisonReport.promises(out, List.of(promise));
        return promise.met();
    }

    private void tellFailures(List<Answer> answers) {
        answers.stream()
                .filter(answer -> !answer.admitted())
                .collect(Collectors.groupingBy(Answer::detail, Collectors.counting()))
                .forEach((detail, count) -> out.println("  " + count + " x " + detail));
    }
}
