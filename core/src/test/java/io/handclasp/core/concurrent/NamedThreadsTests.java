package io.handclasp.core.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedThreadsTests {
    @Test
    void daemonWhenThreadsAreMadeThenNumberedDaemons() {
        ThreadFactory factory = NamedThreads.daemon("jwks");
        Thread first = factory.newThread(() -> {});
        Thread second = factory.newThread(() -> {});

        assertThat(first.getName()).isEqualTo("handclasp-jwks-1");
        assertThat(second.getName()).isEqualTo("handclasp-jwks-2");
        assertThat(first.isDaemon()).isTrue();
        assertThat(first.isAlive()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "JWKS", "a b", "user@host"})
    void daemonWhenPrefixHasOtherCharactersThenRefused(String prefix) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NamedThreads.daemon(prefix))
                .withMessageContaining("must be 1 to 40 lower-case letters");
    }
}
