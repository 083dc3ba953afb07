package io.handclasp.websocket;

import java.util.Map;

/** Demo mode in an environment that this process is not in. */
public final class DemoAuthenticators {
    private DemoAuthenticators() {}

    /**
     * An authenticator that admits everybody.
     *
     * @return to be closed by the test
     */
    public static WebSocketAuthenticator create() {
        return WebSocketAuthenticator.builder()
                .demoMode(Map.of(DemoMode.VARIABLE, DemoMode.DEVELOPMENT))
                .build();
    }
}
