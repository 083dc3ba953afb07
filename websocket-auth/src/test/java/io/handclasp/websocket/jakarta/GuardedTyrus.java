package io.handclasp.websocket.jakarta;

import io.handclasp.core.testing.LogCapture;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.testing.LoopbackTyrus;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An endpoint under guard on a real Tyrus server, with its default four threads, over real sockets. */
abstract class GuardedTyrus {
    final HttpClient http = HttpClient.newHttpClient();
    final HeldJudge judge = new HeldJudge();
    final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private LogCapture log;
    WebSocketAuthenticator authenticator;
    LoopbackTyrus tyrus;

    @BeforeEach
    void start() throws Exception {
        log = LogCapture.start();
        authenticator = authenticator();
        HandshakeConfigurator guard = new HandshakeConfigurator(authenticator, settings());
        tyrus = LoopbackTyrus.start(
                guard.guard(() -> new EchoEndpoint(events), "/echo").build());
    }

    WebSocketAuthenticator authenticator() {
        return judge.authenticator(Duration.ofSeconds(30)).build();
    }

    EnforcementSettings settings() {
        return EnforcementSettings.standard().withLimits(new HoldLimits(8, 4_096));
    }

    @AfterEach
    void stop() {
        tyrus.close();
        authenticator.close();
        log.close();
        log.assertDoesNotContain("good-token", "bad-token", "slow-token", "unjudged-token");
    }

    String nextEvent() throws InterruptedException {
        return events.poll(10, TimeUnit.SECONDS);
    }
}
