package io.handclasp.websocket.testing;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.websocket.token.BearerToken;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Keys that are generated once, and tokens signed with them. A token is good unless a test spoils it: of {@link #ISSUER}
 * for {@link #AUDIENCE}, issued at {@link ManualTimeSource#START} for an hour.
 */
public final class TestTokens {
    /** The {@code iss} of every token. */
    public static final String ISSUER = "https://issuer.example";
    /** The {@code aud} of every token. */
    public static final String AUDIENCE = "chat";
    /** The {@code sub} of every token. */
    public static final String SUBJECT = "alice";
    /** How long a token lives. */
    public static final Duration LIFETIME = Duration.ofHours(1);
    /** An RSA key of 2048 bits. */
    public static final TestKey RSA = TestKey.rsa("rsa-1", 2048);
    /** A P-256 key. */
    public static final TestKey EC = TestKey.ec("ec-1", "P-256");
    /** An Ed25519 key. */
    public static final TestKey ED25519 = TestKey.ed25519("ed-1");

    private TestTokens() {}

    /**
     * Starts a good token.
     *
     * @param key signs it with its default algorithm
     * @return a builder
     */
    public static Builder signedBy(TestKey key) {
        return new Builder(key);
    }

    /**
     * A good token.
     *
     * @param key signs it with its default algorithm
     * @return the token
     */
    public static BearerToken good(TestKey key) {
        return signedBy(key).build();
    }

    /**
     * A key set document with the public keys.
     *
     * @param keys the keys
     * @return JSON
     */
    public static String jwks(TestKey... keys) {
        return jwks(Stream.of(keys).map(TestKey::publicJwk).toList());
    }

    /**
     * A key set document.
     *
     * @param keys the entries, whatever they are
     * @return JSON
     */
    public static String jwks(List<?> keys) {
        return JSONObjectUtils.toJSONString(Map.of("keys", keys));
    }

    /** Builds a token; nothing is checked, so that bad tokens can be built too. Not thread-safe. */
    public static final class Builder {
        private final TestKey key;
        private final Map<String, Object> header = new LinkedHashMap<>();
        private final Map<String, Object> claims = new LinkedHashMap<>();

        private Builder(TestKey key) {
            this.key = key;
            header.put("alg", key.algorithm());
            header.put("kid", key.kid());
            claims.put("iss", ISSUER);
            claims.put("aud", AUDIENCE);
            claims.put("sub", SUBJECT);
            claims.put("iat", ManualTimeSource.START.getEpochSecond());
            claims.put("exp", ManualTimeSource.START.plus(LIFETIME).getEpochSecond());
        }

        /**
         * Sets a header parameter.
         *
         * @param name its name
         * @param value its JSON value
         * @return this builder
         */
        public Builder header(String name, Object value) {
            header.put(name, value);
            return this;
        }

        /**
         * Removes a header parameter.
         *
         * @param name its name
         * @return this builder
         */
        public Builder withoutHeader(String name) {
            header.remove(name);
            return this;
        }

        /**
         * Sets a claim; an instant becomes whole seconds.
         *
         * @param name its name
         * @param value its JSON value
         * @return this builder
         */
        public Builder claim(String name, Object value) {
            claims.put(name, value instanceof Instant instant ? instant.getEpochSecond() : value);
            return this;
        }

        /**
         * Removes a claim.
         *
         * @param name its name
         * @return this builder
         */
        public Builder withoutClaim(String name) {
            claims.remove(name);
            return this;
        }

        /**
         * Signs the token.
         *
         * @return the token
         */
        public BearerToken build() {
            return BearerToken.of(text());
        }

        /**
         * Signs the token.
         *
         * @return its text, also where it would be too long for a {@link BearerToken}
         */
        public String text() {
            return textOf(JSONObjectUtils.toJSONString(claims));
        }

        /**
         * Signs another payload than the claims.
         *
         * @param payload what to sign, as it is
         * @return the token's text
         */
        public String textOf(String payload) {
            return textOf(payload.getBytes(StandardCharsets.UTF_8));
        }

        /**
         * Signs another payload than the claims, which need not even be text.
         *
         * @param payload what to sign, as it is
         * @return the token's text
         */
        public String textOf(byte[] payload) {
            String unsigned = unsignedTextOf(payload);
            byte[] signature = key.sign(header.get("alg").toString(), unsigned.getBytes(StandardCharsets.US_ASCII));
            return unsigned + "." + TestKey.base64Url(signature);
        }

        /**
         * The token without its signature.
         *
         * @return header and payload, joined by a dot
         */
        public String unsignedText() {
            return unsignedTextOf(JSONObjectUtils.toJSONString(claims).getBytes(StandardCharsets.UTF_8));
        }

        private String unsignedTextOf(byte[] payload) {
            byte[] json = JSONObjectUtils.toJSONString(header).getBytes(StandardCharsets.UTF_8);
            return TestKey.base64Url(json) + "." + TestKey.base64Url(payload);
        }
    }
}
