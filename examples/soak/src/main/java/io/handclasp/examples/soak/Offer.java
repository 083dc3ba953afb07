package io.handclasp.examples.soak;

import io.handclasp.core.Secret;
import java.net.http.WebSocket;
import java.util.Optional;

/** How a client carries its token. Never shows the token when printed. */
record Offer(Carrier carrier, Optional<Secret> token) {
    enum Carrier {
        HEADER,
        SUBPROTOCOL
    }

    void putInto(WebSocket.Builder builder) {
        token.map(Secret::reveal).ifPresent(value -> {
            switch (carrier) {
                case HEADER -> builder.header("Authorization", "Bearer " + value);
                case SUBPROTOCOL -> builder.subprotocols("bearer", value);
            }
        });
    }
}
