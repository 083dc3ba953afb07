package io.handclasp.websocket.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.handclasp.core.Secret;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CacheKeyTests {
    @ParameterizedTest
    @ValueSource(ints = {1, 16, 31, 33, 64})
    void ofWhenLengthIsWrongThenRefusedWithBothLengthsAndNotTheKey(int bytes) {
        String text = Base64.getEncoder().encodeToString(new byte[bytes]);

        assertThatThrownBy(() -> CacheKey.of("k1", Secret.of(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cache key k1 was " + bytes + " bytes in Base64, must be 32")
                .hasMessageNotContaining(text);
    }

    @Test
    void ofWhenNoBase64ThenRefusedWithoutQuotingIt() {
        assertThatThrownBy(() -> CacheKey.of("k1", Secret.of("correct horse battery staple")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cache key k1 was no Base64")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "ü", "0123456789012345678901234567890123"})
    void ofWhenIdIsWrongThenRefused(String id) {
        assertThatThrownBy(() -> CacheKey.of(id, Secret.of(Base64.getEncoder().encodeToString(new byte[32]))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("id of a cache key");
    }

    @Test
    void ringWhenTwoKeysHaveOneIdOrThereAreTooManyThenRefused() {
        assertThatThrownBy(() -> CacheKeyRing.of(Keys.key("a", 1), Keys.key("a", 2)))
                .hasMessageContaining("two cache keys have the id a");
        CacheKey[] nine = new CacheKey[9];
        for (int i = 0; i < nine.length; i++) {
            nine[i] = Keys.key("o" + i, i);
        }
        assertThatThrownBy(() -> CacheKeyRing.of(Keys.key("a", 1), nine)).hasMessageContaining("older keys were 9");
    }

    @Test
    void toStringWhenShownThenIdsOnly() {
        assertThat(CacheKeyRing.of(Keys.key("new", 1), Keys.key("old", 2)))
                .hasToString("CacheKeyRing[CacheKey[new], CacheKey[old]]");
    }
}
