package io.handclasp.probes.websocket;

import java.util.Set;

/** What close codes mean to a probe. */
final class CloseCodes {
    private static final Set<Integer> REFUSALS = Set.of(1008, 3000, 3003, 4400, 4401, 4403);

    private CloseCodes() {}

    static boolean isRefusal(int code) {
        return REFUSALS.contains(code);
    }

    static String advice(int code) {
        if (isRefusal(code)) {
            return "the token was refused: give the probe a good one, and see whether keys or issuer changed";
        } else if (code == 1013 || code == 1012) {
            return "the server cannot judge now or restarts: look at the auth service";
        }
        return "look at the server's log and at proxies on the way";
    }
}
