package io.handclasp.websocket.verifiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsTests {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://idp.example/jwks",
                "HTTPS://idp.example:8443/jwks?tenant=a",
                "https://10.0.0.7/jwks",
                "http://localhost:8080/jwks",
                "http://LOCALHOST/jwks",
                "http://127.0.0.1/jwks",
                "http://127.1.2.3/jwks",
                "http://[::1]:8080/jwks"
            })
    void requireTrustedWhenHttpsOrLoopbackThenAccepted(String uri) {
        assertThat(Endpoints.requireTrusted("jwksUri", URI.create(uri))).isEqualTo(URI.create(uri));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://idp.example/jwks",
                "http://127.0.0.1.evil.example/jwks",
                "http://localhost.evil.example/jwks",
                "http://127.0.0.1@evil.example/jwks",
                "http://127.0.0.999/jwks",
                "http://0.0.0.0/jwks",
                "http://10.0.0.7/jwks",
                "ws://127.0.0.1/jwks",
                "file:///etc/jwks",
                "jar:https://idp.example/x!/y",
                "data:,x",
                "/jwks",
                "//idp.example/jwks",
                "https:///jwks",
                "https:idp.example",
                "https://user:hush@idp.example/jwks",
                "https://idp.example/jwks#hush",
                "https://idp_1.example/jwks"
            })
    void requireTrustedWhenAnythingElseThenRefusedWithTheSettingsName(String uri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoints.requireTrusted("jwksUri", URI.create(uri)))
                .withMessageStartingWith("jwksUri was ")
                .withMessageContaining("https")
                .withMessageNotContaining("hush");
    }
}
