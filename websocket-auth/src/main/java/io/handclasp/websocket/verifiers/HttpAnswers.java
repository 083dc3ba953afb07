package io.handclasp.websocket.verifiers;

import io.handclasp.core.json.JsonMaps;
import io.handclasp.websocket.transport.TransportResponse;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an HTTP answer means when it is no verdict, and how its JSON is read. */
final class HttpAnswers {
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofDays(1);
    private static final Pattern SECONDS = Pattern.compile("0*([0-9]+)");
    private static final int MOST_DIGITS = 9;
    /** JSON itself, and what is built on it (RFC 6839, section 3.1). */
    private static final Pattern JSON_TYPE =
            Pattern.compile("application/([^/\\s]+\\+)?json", Pattern.CASE_INSENSITIVE);

    private HttpAnswers() {}

    /** The reason why an answer other than 200 is no verdict. */
    static VerifierUnavailableException unavailable(String who, TransportResponse response, Instant now) {
        int status = response.status();
        Optional<Duration> retryAfter = retryAfter(response, now);
        UnavailableReason reason;
        if (status == 429 || (status == 503 && retryAfter.isPresent())) {
            reason = UnavailableReason.OVERLOADED;
        } else if (status == 408) {
            reason = UnavailableReason.TIMEOUT;
        } else if (status >= 500) {
            reason = UnavailableReason.SERVER_ERROR;
        } else if (status >= 300) {
            reason = UnavailableReason.MISCONFIGURED;
        } else {
            reason = UnavailableReason.UNREADABLE_RESPONSE;
        }
        return new VerifierUnavailableException(reason, who + " answered " + status + hint(status), retryAfter);
    }

    private static String hint(int status) {
        if (status == 401 || status == 403) {
            return ": it does not accept this host's client credentials";
        }
        if (status >= 300 && status < 400) {
            return ": redirects are not followed, configure the final address";
        }
        return status == 404 || status == 405 ? ": is the address right?" : "";
    }

    /** Seconds or an HTTP date (RFC 9110, section 10.2.3), at most a day; what cannot be read counts as not sent. */
    static Optional<Duration> retryAfter(TransportResponse response, Instant now) {
        return response.header("Retry-After").flatMap(value -> parseRetryAfter(value.strip(), now));
    }

    private static Optional<Duration> parseRetryAfter(String value, Instant now) {
        Matcher seconds = SECONDS.matcher(value);
        if (seconds.matches()) {
            String digits = seconds.group(1);
            return Optional.of(
                    digits.length() > MOST_DIGITS
                            ? LONGEST_RETRY_AFTER
                            : capped(Duration.ofSeconds(Long.parseLong(digits))));
        }
        try {
            Instant until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(now, until);
            return Optional.of(wait.isNegative() ? Duration.ZERO : capped(wait));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }

    private static Duration capped(Duration wait) {
        return wait.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : wait;
    }

    /**
     * Refuses an answer that says of itself that it is no JSON. One that says nothing is looked into (RFC 9110, section 8.3).
     * The type itself is not shown: it comes from the peer.
     */
    static void requireJson(String who, TransportResponse response) {
        boolean json = response.headers().getOrDefault("Content-Type", List.of()).stream()
                .allMatch(HttpAnswers::isJson);
        if (!json) {
            throw unreadable(who, "the Content-Type of its answer is not application/json");
        }
    }

    private static boolean isJson(String contentType) {
        return JSON_TYPE.matcher(contentType.split(";", 2)[0].strip()).matches();
    }

    /** Reads a JSON object. */
    static Map<String, Object> readObject(String who, TransportResponse response) {
        return JsonMaps.parse(response.body()).orElseThrow(() -> unreadable(who, "its answer is no JSON object"));
    }

    static VerifierUnavailableException unreadable(String who, String what) {
        return new VerifierUnavailableException(UnavailableReason.UNREADABLE_RESPONSE, who + ": " + what);
    }
}
