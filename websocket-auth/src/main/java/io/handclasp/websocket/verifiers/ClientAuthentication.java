package io.handclasp.websocket.verifiers;

import io.handclasp.core.Secret;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.function.Supplier;

/** How this host proves itself to the auth service (RFC 6749, section 2.3; RFC 7662, section 2.1). */
sealed interface ClientAuthentication {

    /** Headers that prove it; they hold the secret. Throws {@link VerifierUnavailableException} when there are none now. */
    Map<String, String> headers();

    /** Form parameters that prove it, encoded and starting with {@code &}, or nothing; they hold the secret. */
    String formSuffix();

    /** {@code client_secret_basic}: id and secret are form-encoded before they are joined (RFC 6749, section 2.3.1). */
    record Basic(String clientId, Secret secret) implements ClientAuthentication {
        @Override
        public Map<String, String> headers() {
            String joined = encode(clientId) + ":" + encode(secret.reveal());
            return Map.of(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(joined.getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public String formSuffix() {
            return "";
        }
    }

    /** {@code client_secret_post}. */
    record Post(String clientId, Secret secret) implements ClientAuthentication {
        @Override
        public Map<String, String> headers() {
            return Map.of();
        }

        @Override
        public String formSuffix() {
            return "&client_id=" + encode(clientId) + "&client_secret=" + encode(secret.reveal());
        }
    }

    /** A bearer token of the host's own, asked for at each call because it is renewed from time to time. */
    record Bearer(Supplier<Secret> token) implements ClientAuthentication {
        @Override
        public Map<String, String> headers() {
            // What is no b64token, a token with a line break at its end for instance, cannot stand in a header.
            BearerToken own = BearerToken.parse(token.get().reveal())
                    .orElseThrow(() -> new VerifierUnavailableException(
                            UnavailableReason.MISCONFIGURED, "this host's own bearer token is no b64token (RFC 6750)"));
            return Map.of("Authorization", "Bearer " + own.reveal());
        }

        @Override
        public String formSuffix() {
            return "";
        }
    }

    /** {@code application/x-www-form-urlencoded}. */
    static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
