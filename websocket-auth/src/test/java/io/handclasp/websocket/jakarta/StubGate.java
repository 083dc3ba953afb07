package io.handclasp.websocket.jakarta;

import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.resilience.Evidence;
import io.handclasp.websocket.session.Renewal;
import io.handclasp.websocket.session.SessionGate;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.Identity;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A gate that a test opens and shuts. */
final class StubGate implements SessionGate {
    boolean open = true;

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public AuthOutcome.Authenticated admission() {
        return new AuthOutcome.Authenticated(
                Identity.builder("renewed").build(), new Evidence(Evidence.Source.FRESH, 1, Duration.ZERO));
    }

    @Override
    public Duration timeLeft() {
        return open ? Duration.ofHours(1) : Duration.ZERO;
    }

    @Override
    public CompletionStage<Renewal> renew(BearerToken token) {
        return CompletableFuture.completedStage(new Renewal.Ended());
    }

    @Override
    public void ended() {
        open = false;
    }
}
