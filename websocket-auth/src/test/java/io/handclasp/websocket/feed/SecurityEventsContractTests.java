package io.handclasp.websocket.feed;

import io.handclasp.websocket.revocation.Revocation;
import io.handclasp.websocket.revocation.RevocationFeed;
import io.handclasp.websocket.testing.RevocationFeedContract;
import java.util.Optional;

class SecurityEventsContractTests extends RevocationFeedContract {
    private final SecurityEventsFixture fixture = new SecurityEventsFixture();
    private final SecurityEvents events = fixture.builder().build();

    @Override
    protected RevocationFeed feed() {
        return events;
    }

    @Override
    protected Revocation send(String sessionId) {
        events.receiveLogoutToken(
                fixture.logout("jti of " + sessionId).claim("sid", sessionId).text());
        return new Revocation.OfSession(Optional.of(SecurityEventsFixture.ISSUER), sessionId);
    }
}
