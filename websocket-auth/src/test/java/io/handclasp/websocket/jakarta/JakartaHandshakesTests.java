package io.handclasp.websocket.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.websocket.handshake.HandshakeRequest;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JakartaHandshakesTests {
    private static HandshakeRequest read(Supplier<@Nullable URI> uri, @Nullable String query) {
        return JakartaHandshakes.from(new Asked(uri, query));
    }

    @Test
    void fromWhenContainerTellsAllThenPathQueryAndHeaders() {
        HandshakeRequest handshake = read(() -> URI.create("ws://127.0.0.1/a%20b?room=7"), "room=7");

        assertThat(handshake.path()).isEqualTo("/a%20b");
        assertThat(handshake.rawQuery()).contains("room=7");
        assertThat(handshake.headers("authorization")).containsExactly("Bearer abc");
    }

    @Test
    void fromWhenContainerCannotReadTheUriThenNothingThrownAndTheRestIsRead() {
        HandshakeRequest handshake = read(() -> URI.create("http://127.0.0.1/chat?%"), "%");

        assertThat(handshake.path()).isEqualTo("/");
        assertThat(handshake.rawQuery()).contains("%");
        assertThat(handshake.headers("authorization")).containsExactly("Bearer abc");
    }

    @Test
    void fromWhenContainerTellsNoUriThenPathIsRootAndThereIsNoQuery() {
        for (Optional<URI> none : List.of(Optional.<URI>empty(), Optional.of(URI.create("mailto:a")))) {
            HandshakeRequest handshake = read(() -> none.orElse(null), null);

            assertThat(handshake.path()).isEqualTo("/");
            assertThat(handshake.rawQuery()).isEmpty();
        }
    }

    /** What a container hands to {@code modifyHandshake}. */
    private record Asked(
            Supplier<@Nullable URI> uri, @Nullable String query) implements jakarta.websocket.server.HandshakeRequest {
        @Override
        public Map<String, List<String>> getHeaders() {
            return Map.of("Authorization", List.of("Bearer abc"));
        }

        @Override
        public @Nullable Principal getUserPrincipal() {
            return null;
        }

        @Override
        public @Nullable URI getRequestURI() {
            return uri.get();
        }

        @Override
        public boolean isUserInRole(String role) {
            return false;
        }

        @Override
        public @Nullable Object getHttpSession() {
            return null;
        }

        @Override
        public Map<String, List<String>> getParameterMap() {
            return Map.of();
        }

        @Override
        public @Nullable String getQueryString() {
            return query;
        }
    }
}
