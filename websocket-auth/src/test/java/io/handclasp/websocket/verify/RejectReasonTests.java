package io.handclasp.websocket.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RejectReasonTests {
    private static final Map<Integer, Integer> CLOSE_CODES = Map.of(400, 4400, 401, 4401, 403, 4403);
    private static final Map<Integer, Set<String>> ERRORS = Map.of(
            400, Set.of("invalid_request"), 401, Set.of("", "invalid_token"), 403, Set.of("", "insufficient_scope"));

    @ParameterizedTest
    @EnumSource(RejectReason.class)
    void everyReasonWhenAnsweredThenStatusCloseCodeAndErrorAgree(RejectReason reason) {
        assertThat(reason.closeCode()).isEqualTo(CLOSE_CODES.get(reason.httpStatus()));
        assertThat(ERRORS.get(reason.httpStatus())).contains(reason.error());
        assertThat(reason.error().isEmpty())
                .isEqualTo(reason == RejectReason.MISSING_TOKEN || reason == RejectReason.FORBIDDEN_ORIGIN);
    }

    @ParameterizedTest
    @EnumSource(RejectReason.class)
    void descriptionWhenPutIntoAHeaderOrCloseFrameThenFits(RejectReason reason) {
        // RFC 6750, section 3: no quotation mark and no backslash; RFC 6455, section 5.5: 123 bytes.
        assertThat(reason.description()).matches("[\\x20-\\x21\\x23-\\x5b\\x5d-\\x7e]{1,123}");
    }
}
