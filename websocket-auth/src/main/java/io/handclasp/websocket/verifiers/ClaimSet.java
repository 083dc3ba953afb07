package io.handclasp.websocket.verifiers;

import io.handclasp.websocket.verify.Identity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the registered claims of RFC 7519 and RFC 7662 out of a JSON object. A claim of the wrong type throws
 * {@link BadClaimException}: a claim that cannot be read is never treated as one that is not there.
 */
final class ClaimSet {
    /** The end of the year 9999, beyond which {@link Instant} arithmetic of users starts to fail. */
    private static final BigDecimal LAST_SECOND = BigDecimal.valueOf(253_402_300_799L);

    private final Map<String, Object> claims;

    ClaimSet(Map<String, Object> claims) {
        this.claims = claims;
    }

    /** A claim that is there and cannot be what it must be. */
    static final class BadClaimException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String claim;

        BadClaimException(String claim) {
            super("the claim " + claim + " is of the wrong type", null, false, false);
            this.claim = claim;
        }

        String claim() {
            return claim;
        }
    }

    boolean has(String claim) {
        return claims.get(claim) != null;
    }

    Optional<String> text(String claim) {
        Object value = claims.get(claim);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text && !text.isBlank()) {
            return Optional.of(text);
        }
        throw new BadClaimException(claim);
    }

    /** A NumericDate (RFC 7519, section 2): seconds, possibly with a fraction. */
    Optional<Instant> instant(String claim) {
        Object value = claims.get(claim);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Long || value instanceof Integer) {
            return Optional.of(checkedSecond(claim, ((Number) value).longValue()));
        }
        if (value instanceof Number number) {
            return Optional.of(checkedFraction(claim, number));
        }
        throw new BadClaimException(claim);
    }

    private static Instant checkedSecond(String claim, long second) {
        if (second < 0 || second > LAST_SECOND.longValue()) {
            throw new BadClaimException(claim);
        }
        return Instant.ofEpochSecond(second);
    }

    private static Instant checkedFraction(String claim, Number number) {
        double seconds = number.doubleValue();
        if (!(seconds >= 0 && seconds <= LAST_SECOND.doubleValue())) {
            throw new BadClaimException(claim);
        }
        return Instant.ofEpochSecond((long) seconds);
    }

    /** A string, or an array of strings. */
    Set<String> texts(String claim) {
        Object value = claims.get(claim);
        if (value == null) {
            return Set.of();
        }
        if (value instanceof String text) {
            return Set.of(text);
        }
        if (value instanceof Collection<?> several) {
            Set<String> texts = new HashSet<>();
            for (Object element : several) {
                if (!(element instanceof String text)) {
                    throw new BadClaimException(claim);
                }
                texts.add(text);
            }
            return texts;
        }
        throw new BadClaimException(claim);
    }

    /** {@code scope} as one string of words (RFC 6749, section 3.3), or {@code scp} as a string or an array. */
    Set<String> scopes() {
        if (!has("scope") && !has("scp")) {
            return Set.of();
        }
        Set<String> scopes = new HashSet<>();
        for (String words : texts("scope")) {
            addWords(words, scopes);
        }
        for (String words : texts("scp")) {
            addWords(words, scopes);
        }
        return scopes;
    }

    private static void addWords(String words, Set<String> scopes) {
        int start = 0;
        while (start < words.length()) {
            int space = words.indexOf(' ', start);
            int end = space < 0 ? words.length() : space;
            if (end > start) {
                scopes.add(words.substring(start, end));
            }
            start = end + 1;
        }
    }

    Identity identity(String subject, @Nullable String tenantClaim) {
        Optional<String> tenant = tenantClaim == null ? Optional.empty() : text(tenantClaim);
        return new Identity(
                subject,
                text("iss"),
                texts("aud"),
                scopes(),
                tenant,
                text("jti"),
                text("sid"),
                instant("iat"),
                instant("exp"),
                claims);
    }
}
