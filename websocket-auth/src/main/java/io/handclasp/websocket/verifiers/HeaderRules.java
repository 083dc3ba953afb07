package io.handclasp.websocket.verifiers;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import io.handclasp.websocket.verify.RejectReason;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the header of a good token must say. Parameters that point to keys ({@code jku}, {@code jwk}, {@code x5u},
 * {@code x5c}) are never looked at: where keys come from is the host's decision (RFC 8725, section 3.10).
 */
final class HeaderRules {
    /** All that are supported, and the default: signatures with a public key, so that no verifier can forge a token. */
    static final Set<String> ASYMMETRIC =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519");

    /**
     * What issuers sign that proves something else than that its bearer may come in, by the types that IANA lists for it. A host
     * that names no types still does not take one for the other (RFC 8725, section 2.8).
     */
    private static final Set<String> NO_TOKENS = Set.of(
            "logout+jwt",
            "secevent+jwt",
            "dpop+jwt",
            "token-introspection+jwt",
            "oauth-authz-req+jwt",
            "client-authentication+jwt",
            "entity-statement+jwt",
            "trust-mark+jwt",
            "statuslist+jwt",
            "kb+jwt");

    /** The smallest key of each HMAC, in bytes: as long as its hash (RFC 7518, section 3.2). */
    private static final Map<String, Integer> HMAC_KEY_BYTES = Map.of("HS256", 32, "HS384", 48, "HS512", 64);

    private final Set<JWSAlgorithm> algorithms;
    private final Set<String> types;

    /**
     * Sets the rules.
     *
     * @param algorithms the accepted {@code alg} values
     * @param types the accepted {@code typ} values in lower case, without {@code application/}; empty accepts any but those of
     *     statements that are no tokens
     */
    HeaderRules(Set<String> algorithms, Set<String> types) {
        this.algorithms = algorithms.stream().map(JWSAlgorithm::parse).collect(Collectors.toUnmodifiableSet());
        this.types = Set.copyOf(types);
    }

    static Set<String> requireSupported(Set<String> algorithms) {
        for (String algorithm : algorithms) {
            if (!ASYMMETRIC.contains(algorithm)) {
                throw new IllegalArgumentException("algorithms holds " + algorithm + ", accepted are "
                        + ASYMMETRIC.stream().sorted().collect(Collectors.joining(", ")));
            }
        }
        if (algorithms.isEmpty()) {
            throw new IllegalArgumentException("algorithms was empty, must name at least one");
        }
        return algorithms;
    }

    static void requireHmac(String algorithm) {
        if (!HMAC_KEY_BYTES.containsKey(algorithm)) {
            throw new IllegalArgumentException("algorithm was " + algorithm + ", accepted are HS256, HS384 and HS512");
        }
    }

    static int hmacKeyBytes(String algorithm) {
        return HMAC_KEY_BYTES.getOrDefault(algorithm, Integer.MAX_VALUE);
    }

    Optional<RejectReason> broken(JWSHeader header) {
        if (!algorithms.contains(header.getAlgorithm())) {
            return Optional.of(RejectReason.UNSUPPORTED_ALGORITHM);
        }
        if (header.getCriticalParams() != null || !header.isBase64URLEncodePayload()) {
            // No extension is understood here, and one that is critical must be (RFC 7515, section 4.1.11).
            return Optional.of(RejectReason.MALFORMED_TOKEN);
        }
        String type = typeOf(header);
        boolean accepted = types.isEmpty() ? !NO_TOKENS.contains(type) : types.contains(type);
        return accepted ? Optional.empty() : Optional.of(RejectReason.WRONG_TYPE);
    }

    private static String typeOf(JWSHeader header) {
        String type = header.getType() == null ? "" : header.getType().getType().toLowerCase(Locale.ROOT);
        return type.startsWith("application/") ? type.substring("application/".length()) : type;
    }

    /** Why a JSON object that is no JWS header is refused: {@code alg: none} deserves its own answer. */
    RejectReason unreadable(Map<String, Object> header) {
        boolean otherAlgorithm = header.get("alg") instanceof String name
                && algorithms.stream().noneMatch(accepted -> accepted.getName().equals(name));
        return otherAlgorithm ? RejectReason.UNSUPPORTED_ALGORITHM : RejectReason.MALFORMED_TOKEN;
    }
}
