package io.handclasp.examples.quickstart.service;

import io.handclasp.core.concurrent.NamedThreads;
import io.handclasp.examples.quickstart.agent.TokenEndpoint;
import io.handclasp.examples.quickstart.service.ServiceSettings.Judge;
import io.handclasp.examples.quickstart.usage.UsageException;
import io.handclasp.examples.quickstart.validation.ReportDirectory;
import io.handclasp.validator.model.ValidationReport;
import io.handclasp.validator.report.ReportFormats;
import io.handclasp.validator.report.TextStyle;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import io.handclasp.websocket.resilience.RetryPolicy;
import io.handclasp.websocket.verifiers.TokenVerifiers;
import io.handclasp.websocket.verify.TokenVerifier;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Validates the services that a file names, and writes the reports. */
public final class ServiceValidationJob {
    private static final int HTTP_THREADS = 4;
    /** As many as checks, probes and journeys need side by side. */
    private static final int THREADS = 300;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    /** Longer than the default: a real provider may be far away, and the first call sets up TLS. */
    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(2);

    private final ServiceSettings settings;
    private final ReportDirectory reports;
    private final PrintStream out;
    private final TextStyle style;

    /** A run that prints its report to a stream while it goes on. */
    public ServiceValidationJob(ServiceSettings settings, ReportDirectory reports, PrintStream out, TextStyle style) {
        this.settings = settings;
        this.reports = reports;
        this.out = out;
        this.style = style;
    }

    /** Returns the exit code of the verdict. */
    public int run() throws UsageException, IOException {
        ExecutorService http = Executors.newFixedThreadPool(HTTP_THREADS, NamedThreads.daemon("http-client"));
        ExecutorService executor = Executors.newFixedThreadPool(THREADS, NamedThreads.daemon("validation"));
        try {
            return run(http, executor);
        } finally {
            executor.shutdownNow();
            http.shutdownNow();
        }
    }

    private int run(Executor http, Executor executor) throws UsageException, IOException {
        HttpClient httpClient = HttpClient.newBuilder()
                .executor(http)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
        ServiceTokens tokens = ServiceTokens.of(settings.token(), httpClient);
        try (WebSocketAuthenticator authenticator = authenticator(httpClient)) {
            refuseWrongCredentials(tokens);
            ValidationReport report = new ServiceValidation(settings, tokens, authenticator, httpClient, executor)
                    .validator(ReportFormats.liveText(out, style))
                    .run();
            reports.write(report, out);
            return report.exitCode();
        }
    }

    /** Wrong credentials are a mistake in the file, and nothing that is wrong with the services. */
    private static void refuseWrongCredentials(ServiceTokens tokens) throws UsageException {
        try {
            tokens.next();
        } catch (TokenEndpoint.RefusedException refused) {
            throw new UsageException(refused.getMessage()
                    + ": token.endpoint, token.client-id, token.client-secret-file or token.scope is wrong.");
        } catch (IOException away) {
            // It is a finding of the run.
            return;
        }
    }

    private WebSocketAuthenticator authenticator(HttpClient httpClient) {
        return WebSocketAuthenticator.builder()
                .verifier(verifier(httpClient))
                .resilience(ResiliencePolicy.standard()
                        .withRetry(RetryPolicy.standard().withAttemptTimeout(ATTEMPT_TIMEOUT)))
                .build();
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
}
