package io.handclasp.examples.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.Secret;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class SecretWatchTests {
    private static final Secret SECRET = Secret.of("hush-11-22");

    private final Logger log = LoggerFactory.getLogger("io.handclasp.somewhere");
    private final Ledger ledger = new Ledger();

    @Test
    void appendWhenASecretIsLoggedThenItIsToldWithoutIt() {
        try (SecretWatch watch = SecretWatch.start(SECRET, ledger)) {
            log.debug("asked as {}", SECRET.reveal());

            assertThat(watch.lines()).isEqualTo(1);
        }
        assertThat(ledger.violations()).containsExactly("a secret was logged by io.handclasp.somewhere");
    }

    @Test
    void appendWhenACauseHoldsATokenThenItIsTold() {
        String token =
                new TokenIssuer().good("ada", Duration.ofMinutes(1)).text().reveal();
        try (SecretWatch watch = SecretWatch.start(SECRET, ledger)) {
            log.warn("no", new IllegalStateException("wrapped", new IllegalArgumentException("not " + token)));

            assertThat(watch.lines()).isEqualTo(1);
        }
        assertThat(ledger.violations()).hasSize(1);
    }

    @Test
    void appendWhenNothingSecretIsLoggedThenNothingIsTold() {
        try (SecretWatch watch = SecretWatch.start(SECRET, ledger)) {
            log.info("all is well");

            assertThat(watch.lines()).isEqualTo(1);
        }
        assertThat(ledger.violationCount()).isZero();
    }
}
