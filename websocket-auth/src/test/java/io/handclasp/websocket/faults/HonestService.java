package io.handclasp.websocket.faults;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How the service behaves when all is well: it calls the tokens that {@link Tokens#good} made active, others not, and
 * publishes keys. It remembers which tokens it vouched for, so that nobody else can have been admitted.
 */
final class HonestService implements FaultService.Behaviour {
    private final Set<String> vouched = ConcurrentHashMap.newKeySet();
    private volatile String keys = "{\"keys\":[]}";

    void publish(String jwks) {
        keys = jwks;
    }

    boolean vouchedFor(String token) {
        return vouched.contains(token);
    }

    @Override
    public void meet(Exchange exchange) throws IOException {
        String token = exchange.token().orElse("");
        if (token.isEmpty()) {
            exchange.answer("200 OK", "application/json", keys);
        } else if (Tokens.isGood(token)) {
            vouched.add(token);
            exchange.answer("200 OK", "application/json", active(Tokens.subject(token)));
        } else {
            exchange.answer("200 OK", "application/json", "{\"active\":false}");
        }
    }

    private static String active(String subject) {
        return "{\"active\":true,\"sub\":\"" + subject + "\"}";
    }
}
