package io.handclasp.examples.quickstart.comparison;

import io.handclasp.core.Secret;
import jakarta.websocket.ClientEndpointConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a client carries its token. Never shows the token when printed. */
record TokenOffer(Carrier carrier, Optional<Secret> token) {
    enum Carrier {
        /** The {@code Authorization} header. */
        HEADER,
        /** The subprotocols {@code bearer, <token>}: the only header that a script in a browser can set. */
        SUBPROTOCOL
    }

    static TokenOffer inHeader(String token) {
        return new TokenOffer(Carrier.HEADER, Optional.of(Secret.of(token)));
    }

    static TokenOffer inSubprotocol(String token) {
        return new TokenOffer(Carrier.SUBPROTOCOL, Optional.of(Secret.of(token)));
    }

    static TokenOffer none() {
        return new TokenOffer(Carrier.HEADER, Optional.empty());
    }

    ClientEndpointConfig clientConfig() {
        ClientEndpointConfig.Builder builder = ClientEndpointConfig.Builder.create();
        token.map(Secret::reveal).ifPresent(value -> {
            switch (carrier) {
                case HEADER -> builder.configurator(new AuthorizationHeader("Bearer " + value));
                case SUBPROTOCOL -> builder.preferredSubprotocols(List.of("bearer", value));
            }
        });
        return builder.build();
    }

    private static final class AuthorizationHeader extends ClientEndpointConfig.Configurator {
        private final String value;

        AuthorizationHeader(String value) {
            this.value = value;
        }

        @Override
        public void beforeRequest(Map<String, List<String>> headers) {
            headers.put("Authorization", List.of(value));
        }
    }
}
