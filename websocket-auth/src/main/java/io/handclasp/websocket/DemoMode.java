package io.handclasp.websocket;

import io.handclasp.core.Redaction;
import io.handclasp.websocket.resilience.Evidence;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Admits everybody without a judge, for development. Two signs have to come together, and no client can give either: the host's
 * code asks for it, and the process runs with {@value #VARIABLE}{@code =}{@value #DEVELOPMENT}. Where the surroundings look
 * like production it is refused whatever the variable says.
 */
final class DemoMode {
    static final String VARIABLE = "HANDCLASP_ENV";
    static final String DEVELOPMENT = "development";

    /** Set by Cloud Run services, jobs and functions, by Kubernetes, App Engine, ECS, Lambda and App Service in each container. */
    private static final List<String> PLATFORMS = List.of(
            "K_SERVICE",
            "K_REVISION",
            "CLOUD_RUN_JOB",
            "FUNCTION_TARGET",
            "KUBERNETES_SERVICE_HOST",
            "GAE_ENV",
            "GAE_SERVICE",
            "ECS_CONTAINER_METADATA_URI_V4",
            "AWS_LAMBDA_FUNCTION_NAME",
            "WEBSITE_INSTANCE_ID");

    private static final Logger log = LoggerFactory.getLogger(WebSocketAuthenticator.class);

    private DemoMode() {}

    /**
     * Switches it on.
     *
     * @param environment the variables of the process
     * @throws IllegalStateException when the second sign is missing, or the process runs on a platform for production
     */
    static DemoMode in(Map<String, String> environment) {
        Optional<String> platform =
                PLATFORMS.stream().filter(environment::containsKey).findFirst();
        if (platform.isPresent()) {
            throw new IllegalStateException("demoMode was refused: " + platform.get()
                    + " is set, so this is no developer's machine; demo mode admits everybody");
        }
        String value = environment.get(VARIABLE);
        if (!DEVELOPMENT.equals(value)) {
            throw new IllegalStateException("demoMode was refused: the environment variable " + VARIABLE + " "
                    + (value == null ? "is not set" : "is \"" + Redaction.scrub(value) + "\"") + ", must be \""
                    + DEVELOPMENT
                    + "\"; demo mode admits everybody");
        }
        log.warn("DEMO MODE: every WebSocket handshake is admitted, no token is judged");
        return new DemoMode();
    }

    /** Who is never asked while demo mode is on, and admits nobody if somebody does. */
    TokenVerifier nobody() {
        return (token, deadline) -> CompletableFuture.failedFuture(
                new VerifierUnavailableException(UnavailableReason.MISCONFIGURED, "demo mode has no judge"));
    }

    AuthOutcome admit() {
        log.warn("DEMO MODE: a WebSocket handshake was admitted without a judge");
        Identity demo = Identity.builder("demo").claims(Map.of("demo", true)).build();
        return new AuthOutcome.Authenticated(demo, new Evidence(Evidence.Source.DEMO, 0, Duration.ZERO));
    }
}
