package io.handclasp.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.Redaction;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTextTests {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
                "AKIAIOSFODNN7EXAMPLE",
                "sk_live_4eC39HqLyjWDarjtT1zdp7dc",
                "glpat-Zx81-kQm2-77aLpQrT9w",
                "9f86d081884c7d659a2feaa0c55ad015",
                "f47ac10b-58cc-4372-a567-0e02b2c3d479",
                "q7Zk2mX9vB4nR8tY1wE5uI3o",
                "wJalrXUtnFEMI/K7MDENG+bPxRfiCY2EXAMPLEKEY0",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln"
            })
    void scrubWhenTextLooksLikeChanceThenHidden(String secret) {
        assertThat(SecretText.scrub(secret)).doesNotContain(secret).contains(Redaction.MARK);
        assertThat(SecretText.scrub("key " + secret + " end"))
                .doesNotContain(secret)
                .startsWith("key ");
        assertThat(SecretText.scrub("id=" + secret)).doesNotContain(secret);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "30s",
                "https://auth.internal.example/v1/validate",
                "projects/my-project-42/locations/europe-west1/connectors/main",
                "/usr/lib/jvm/java-17-openjdk-amd64/bin",
                "gcr.io/acme/chat-service:v2.14.3",
                "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                "io.handclasp.examples.VeryLongClassNameForTheFactory",
                "1234567890123456789012345",
                "a,b,c,d,e,f,g,h,i,j,k,l,m"
            })
    void scrubWhenTextIsOrdinaryThenTheSameObject(String text) {
        assertThat(SecretText.scrub(text)).isSameAs(text);
    }

    @Test
    void scrubWhenSecretsAreRandomThenAllAreFound() {
        SecureRandom random = new SecureRandom();
        byte[] bytes = new byte[32];
        int missed = 0;
        for (int i = 0; i < 500; i++) {
            random.nextBytes(bytes);
            String hex = HexFormat.of().formatHex(bytes);
            String base64 = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            assertThat(SecretText.scrub(hex)).isEqualTo(Redaction.MARK);
            missed += SecretText.scrub(base64).equals(Redaction.MARK) ? 0 : 1;
        }
        assertThat(missed).as("of 500 keys of 32 bytes").isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"DB_PASSWORD", "secrets.db", "app.credentials.user", "tokens[0]", "url.password", "a.apiKeys.b"})
    void isSensitiveKeyWhenAnyPartSaysSoThenTrue(String key) {
        assertThat(SecretText.isSensitiveKey(key)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEARTBEAT", "auth.url", "auth.timeout", "server.port", "AUTH_TOKEN_URL", ""})
    void isSensitiveKeyWhenNothingSaysSoThenFalse(String key) {
        assertThat(SecretText.isSensitiveKey(key)).isFalse();
    }

    @Property
    void keyWhenAnyTextThenShortAndOnOneLine(@ForAll String text) {
        String key = SecretText.key(text + "\n\u0007" + text.repeat(50));

        assertThat(key.length()).isLessThanOrEqualTo(SecretText.MAX_KEY_LENGTH);
        assertThat(key.chars()).noneMatch(Character::isISOControl);
    }
}
