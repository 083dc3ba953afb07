package io.handclasp.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class LogCaptureTests {
    private static final Logger LOG = LoggerFactory.getLogger("some.logger");

    @Test
    void textWhenAnythingIsLoggedThenAllOfItIsThere() {
        try (LogCapture log = LogCapture.start();
                MDC.MDCCloseable closeable = MDC.putCloseable("session", "in-mdc")) {
            LOG.atTrace().addKeyValue("pair", "in-pair").log("message with {}", "argument");
            LOG.error("failed", new IllegalStateException("outer", new IllegalArgumentException("inner")));

            assertThat(closeable).isNotNull();
            assertThat(log.text())
                    .contains("TRACE some.logger", "message with argument", "in-mdc", "in-pair")
                    .contains("outer", "inner", "LogCaptureTests.java");
            assertThat(log.messages()).containsExactly("TRACE message with argument", "ERROR failed");
        }
    }

    @Test
    void assertDoesNotContainWhenItDoesThenFailsWithoutShowingIt() {
        try (LogCapture log = LogCapture.start()) {
            LOG.info("login with S3cr3t");
            log.assertDoesNotContain("other");

            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> log.assertDoesNotContain("other", "S3cr3t"))
                    .withMessageContaining("text number 2")
                    .satisfies(error -> assertThat(error.getMessage()).doesNotContain("S3cr3t"));
        }
    }

    @Test
    void closeWhenDoneThenLevelIsAsBefore() {
        boolean before = LOG.isTraceEnabled();
        try (LogCapture log = LogCapture.start()) {
            assertThat(LOG.isTraceEnabled()).isTrue();
            assertThat(log.text()).isEmpty();
        }

        assertThat(LOG.isTraceEnabled()).isEqualTo(before).isFalse();
    }
}
