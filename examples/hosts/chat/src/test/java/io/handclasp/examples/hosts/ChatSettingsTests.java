package io.handclasp.examples.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatSettingsTests {
    private static final String SECRET = "hush-hush";

    private final Map<String, String> environment = new HashMap<>(Map.of(
            "AUTH_INTROSPECTION_URL", "https://login.example/introspect",
            "AUTH_CLIENT_ID", "chat-backend",
            "AUTH_CLIENT_SECRET", SECRET,
            "AUTH_AUDIENCE", "chat"));

    @Test
    void readWhenRequiredOnesAreSetThenOthersHaveDefaultsAndTheSecretIsNotShown() {
        ChatSettings settings = ChatSettings.read(environment);

        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.clientSecret().reveal()).isEqualTo(SECRET);
        assertThat(settings.toString()).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @CsvSource({
        "AUTH_INTROSPECTION_URL, ''",
        "AUTH_CLIENT_ID, ''",
        "AUTH_CLIENT_SECRET, ' '",
        "AUTH_AUDIENCE, ''",
        "CHAT_HOST, ' '",
        "CHAT_PORT, eighty",
        "CHAT_PORT, 65536"
    })
    void readWhenOneIsNotAcceptableThenItIsNamed(String name, String value) {
        environment.put(name, value);

        assertThatThrownBy(() -> ChatSettings.read(environment))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(name + " was ");
    }
}
