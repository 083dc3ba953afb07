package io.handclasp.examples.hosts.springboot;

import io.handclasp.core.Redaction;
import io.handclasp.core.Secret;
import io.handclasp.core.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

// tag::host-boot-properties[]
/**
 * What {@code application.properties} says about Handclasp. Immutable.
 *
 * @param issuer OpenID provider whose keys verify signed tokens in this process. Either this or an introspection endpoint.
 * @param introspection Endpoint that is asked about each token (RFC 7662). Either this or an issuer.
 * @param audiences Whom tokens must be for. Required.
 * @param deadline How long a handshake may wait for its verdict, 50 ms to 1 minute.
 * @param warnBefore How long before its token expires a session is told, zero for never, at most 1 day.
 * @param threads How many threads run host code and probes, 1 to 256. Waiting for the auth service holds none.
 */
@ConfigurationProperties("handclasp")
public record HandclaspProperties(
        @Nullable URI issuer,
        @Nullable Introspection introspection,
        @DefaultValue List<String> audiences,
        @DefaultValue("3s") Duration deadline,
        @DefaultValue("1m") Duration warnBefore,
        @DefaultValue("8") int threads) {
    /** Checks each; what is wrong is named as it stands in the properties. */
    public HandclaspProperties {
        audiences = List.copyOf(audiences);
        Settings.requireWithin("handclasp.deadline", deadline, Duration.ofMillis(50), Duration.ofMinutes(1));
        Settings.requireWithin("handclasp.warn-before", warnBefore, Duration.ZERO, Duration.ofDays(1));
        Settings.requireRange("handclasp.threads", threads, 1, 256);
        if (issuer != null && introspection != null) {
            throw new IllegalArgumentException("handclasp.issuer was " + Redaction.safeUri(issuer)
                    + " and handclasp.introspection.endpoint " + Redaction.safeUri(introspection.endpoint())
                    + ", must be one of the two");
        }
    }
    // end::host-boot-properties[]

    /**
     * An introspection endpoint.
     *
     * @param endpoint Its address, HTTPS outside of loopback. Required.
     * @param clientId Who asks. Required.
     * @param clientSecret The client's secret. Required; never shown.
     */
    public record Introspection(URI endpoint, String clientId, Secret clientSecret) {
        /** Checks that each is there. */
        public Introspection {
            require("handclasp.introspection.endpoint", endpoint);
            require("handclasp.introspection.client-id", clientId);
            require("handclasp.introspection.client-secret", clientSecret);
            Settings.requireText("handclasp.introspection.client-id", clientId);
        }
    }

    /** Spring hands null over for what is missing, whatever the type says. */
    private static void require(String property, @Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException(property + " was not set");
        }
    }
}
