package io.handclasp.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.Serializable;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class SecretTests {
    private static final SecretKeySpec KEY = new SecretKeySpec(new byte[32], "HmacSHA256");
    private static final SecretKeySpec OTHER_KEY = new SecretKeySpec(new byte[] {1, 2, 3}, "HmacSHA256");

    @Test
    void ofWhenEmptyThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Secret.of(""))
                .withMessage("secret was empty, must have at least one character");
    }

    @Property
    void revealWhenAnyTextThenThatText(@ForAll @NotEmpty String value) {
        assertThat(Secret.of(value).reveal()).isEqualTo(value);
    }

    @Property
    void toStringWhenAnyTextThenAlwaysTheSame(@ForAll @NotEmpty String value) {
        assertThat(Secret.of(value)).hasToString("Secret[redacted]");
    }

    @Property
    void equalsWhenSameTextThenEqualWithSameHashAndFingerprint(@ForAll @NotEmpty String value) {
        Secret one = Secret.of(value);
        Secret other = Secret.of(String.copyValueOf(value.toCharArray()));

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(one.fingerprint(KEY)).isEqualTo(other.fingerprint(KEY));
    }

    @Property
    void equalsWhenOtherTextThenDifferent(@ForAll @NotEmpty String left, @ForAll @NotEmpty String right) {
        Assume.that(!left.equals(right));

        assertThat(Secret.of(left)).isNotEqualTo(Secret.of(right));
        assertThat(Secret.of(left).fingerprint(KEY))
                .isNotEqualTo(Secret.of(right).fingerprint(KEY));
    }

    @Test
    void equalsWhenUnpairedSurrogatesDifferThenDifferent() {
        assertThat(Secret.of("\ud800")).isNotEqualTo(Secret.of("\ud801"));
    }

    @Test
    void equalsWhenComparedWithTextThenDifferent() {
        assertThat(Secret.of("hunter2").equals((Object) "hunter2")).isFalse();
    }

    @Test
    void hashCodeWhenUsedInSetThenFound() {
        assertThat(Set.of(Secret.of("a"), Secret.of("b"))).contains(Secret.of("b"));
    }

    @Test
    void hashCodeWhenComparedWithTextThenNotDerivedFromItAlone() {
        assertThat(Secret.of("hunter2").hashCode()).isNotEqualTo("hunter2".hashCode());
    }

    @Test
    void fingerprintWhenKeyDiffersThenDifferent() {
        Secret secret = Secret.of("hunter2");

        assertThat(secret.fingerprint(KEY)).matches("[0-9a-f]{64}").isNotEqualTo(secret.fingerprint(OTHER_KEY));
    }

    @Test
    void fingerprintWhenComputedElsewhereThenHmacSha256OfCodeUnits() {
        // printf '\0a' | openssl dgst -sha256 -mac HMAC -macopt hexkey:010203
        assertThat(Secret.of("a").fingerprint(OTHER_KEY))
                .isEqualTo("924d6436a97957d2f25c5328666eefbcec0406dc55cab3ac883b9071b0df1377");
    }

    @Test
    void classWhenInspectedThenNotSerializable() {
        assertThat(Serializable.class.isAssignableFrom(Secret.class)).isFalse();
    }
}
