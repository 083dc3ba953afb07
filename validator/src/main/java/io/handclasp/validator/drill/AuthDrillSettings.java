package io.handclasp.validator.drill;

import io.handclasp.core.Secret;
import io.handclasp.validator.golden.Login;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.handshake.HandshakeRequest;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** What all drills for one authenticator have in common; checked by {@link AuthDrills}. */
record AuthDrillSettings(
        WebSocketAuthenticator authenticator,
        Login login,
        Degradation degradation,
        Function<Secret, HandshakeRequest> request,
        int users,
        Duration recoverWithin,
        List<String> dependsOn) {}
