package io.handclasp.websocket.verifiers;

import io.handclasp.websocket.verify.Identity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the registered claims of RFC 7519 and RFC 7662 out of a JSON object. A claim of the wrong type throws
 * {@link BadClaimException}: a claim that cannot be read is never treated as one that is not there. For one thread at a time.
 */
final class ClaimSet {
    /** The end of the year 9999, beyond which {@link Instant} arithmetic of users starts to fail. */
    private static final long LAST_SECOND = 253_402_300_799L;

    /** Up to so many words, comparing each with each costs less than a set of them on the way. */
    private static final int FEW = 8;

    private final Map<String, Object> claims;
    private @Nullable Set<String> audience;
    private @Nullable Set<String> scopes;

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

    /**
     * A claim that says who. One with a control character, or with half a character, is refused: written out it could become
     * another name, or a line of somebody's log.
     */
    Optional<String> subject(String claim) {
        Optional<String> subject = text(claim);
        if (subject.isPresent() && !isName(subject.get())) {
            throw new BadClaimException(claim);
        }
        return subject;
    }

    static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c)) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** Whether the issuer tells of events (RFC 8417, section 2.2): a logout token, say, which must not let anybody in. */
    boolean isStatement() {
        return claims.get("events") instanceof Map;
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
        if (second < 0 || second > LAST_SECOND) {
            throw new BadClaimException(claim);
        }
        return Instant.ofEpochSecond(second);
    }

    private static Instant checkedFraction(String claim, Number number) {
        double seconds = number.doubleValue();
        if (!(seconds >= 0 && seconds <= LAST_SECOND)) {
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
        return value instanceof String text ? Set.of(text) : setOf(elements(claim, value));
    }

    private static List<String> elements(String claim, Object value) {
        if (!(value instanceof Collection<?> several)) {
            throw new BadClaimException(claim);
        }
        List<String> texts = new ArrayList<>(several.size());
        for (Object element : several) {
            if (!(element instanceof String text)) {
                throw new BadClaimException(claim);
            }
            texts.add(text);
        }
        return texts;
    }

    /** {@code aud}: for whom the token is (RFC 7519, section 4.1.3). */
    Set<String> audience() {
        Set<String> read = audience;
        if (read == null) {
            read = texts("aud");
            audience = read;
        }
        return read;
    }

    /** {@code scope} as one string of words (RFC 6749, section 3.3), or {@code scp} as a string or an array. */
    Set<String> scopes() {
        Set<String> read = scopes;
        if (read == null) {
            List<String> words = new ArrayList<>();
            addWordsOf("scope", words);
            addWordsOf("scp", words);
            read = setOf(words);
            scopes = read;
        }
        return read;
    }

    private void addWordsOf(String claim, List<String> scopes) {
        Object value = claims.get(claim);
        if (value instanceof String words) {
            addWords(words, scopes);
        } else if (value != null) {
            elements(claim, value).forEach(words -> addWords(words, scopes));
        }
    }

    /** An immutable set, which {@link Identity} takes as it is. */
    private static Set<String> setOf(List<String> words) {
        return words.size() <= FEW && allDiffer(words) ? Set.of(words.toArray(new String[0])) : Set.copyOf(words);
    }

    private static boolean allDiffer(List<String> words) {
        for (int i = 1; i < words.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (words.get(i).equals(words.get(j))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static void addWords(String words, List<String> scopes) {
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
                audience(),
                scopes(),
                tenant,
                text("jti"),
                text("sid"),
                instant("iat"),
                instant("exp"),
                claims);
    }
}
