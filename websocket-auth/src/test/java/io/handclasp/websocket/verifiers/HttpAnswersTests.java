package io.handclasp.websocket.verifiers;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.websocket.transport.TransportResponse;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAnswersTests {
    private static final Instant NOW = Instant.parse("2025-01-01T00:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0                             | 0",
                "7                             | 7",
                "  7  | 7",
                "86400                         | 86400",
                "86401                         | 86400",
                "999999999                     | 86400",
                "99999999999999999999999999999 | 86400",
                "0000000000000000000000005     | 5",
                "Wed, 01 Jan 2025 00:00:30 GMT | 30",
                "Tue, 31 Dec 2024 23:59:59 GMT | 0",
                "Fri, 31 Dec 9999 23:59:59 GMT | 86400"
            })
    void retryAfterWhenReadableThenWithinADay(String value, long seconds) {
        assertThat(HttpAnswers.retryAfter(answer(value), NOW)).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "soon",
                "-1",
                "1.5",
                "1e3",
                "+5",
                "0x10",
                "\u0661",
                "2025-01-01T00:00:30Z",
                "Wed, 99 Jan 2025"
            })
    void retryAfterWhenNotReadableThenAsIfNotSent(String value) {
        assertThat(HttpAnswers.retryAfter(answer(value), NOW)).isEmpty();
    }

    @Property
    void retryAfterWhenAnyTextThenNeverThrowsAndNeverBeyondADay(@ForAll String value) {
        assertThat(HttpAnswers.retryAfter(answer(value), NOW))
                .matches(wait -> wait.isEmpty()
                        || (!wait.get().isNegative() && wait.get().compareTo(DAY) <= 0));
    }

    @ParameterizedTest
    @CsvSource({
        "201, UNREADABLE_RESPONSE",
        "204, UNREADABLE_RESPONSE",
        "206, UNREADABLE_RESPONSE",
        "301, MISCONFIGURED",
        "302, MISCONFIGURED",
        "307, MISCONFIGURED",
        "400, MISCONFIGURED",
        "401, MISCONFIGURED",
        "403, MISCONFIGURED",
        "404, MISCONFIGURED",
        "405, MISCONFIGURED",
        "408, TIMEOUT",
        "409, MISCONFIGURED",
        "418, MISCONFIGURED",
        "429, OVERLOADED",
        "500, SERVER_ERROR",
        "502, SERVER_ERROR",
        "503, SERVER_ERROR",
        "504, SERVER_ERROR",
        "599, SERVER_ERROR"
    })
    void unavailableWhenStatusIsNot200ThenItsReason(int status, UnavailableReason reason) {
        VerifierUnavailableException failure =
                HttpAnswers.unavailable("idp", new TransportResponse(status, Map.of(), "hush"), NOW);
        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.retryAfter()).isEmpty();
        assertThat(failure.getMessage()).contains("idp answered " + status).doesNotContain("hush");
    }

    @Test
    void unavailableWhen503NamesAWaitThenOverloaded() {
        VerifierUnavailableException failure = HttpAnswers.unavailable(
                "idp", new TransportResponse(503, Map.of("retry-after", List.of("5")), ""), NOW);
        assertThat(failure.reason()).isEqualTo(UnavailableReason.OVERLOADED);
        assertThat(failure.retryAfter()).isEqualTo(Optional.of(Duration.ofSeconds(5)));
    }

    private static TransportResponse answer(String retryAfter) {
        return new TransportResponse(429, Map.of("Retry-After", List.of(retryAfter)), "");
    }
}
