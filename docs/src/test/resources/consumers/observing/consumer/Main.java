package consumer;

import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.WebSocketAuthenticatorBuilder;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.micrometer.MicrometerMetrics;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.Verification;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** A host that watches its handshakes, and that may have been started without Micrometer. */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws Exception {
        try (Recording recording = new Recording();
                WebSocketAuthenticator authenticator = builder().build()) {
            recording.enable("io.handclasp.Handshake");
            recording.start();
            authenticate(authenticator);
            recording.stop();
            Path file = Path.of("handshakes.jfr");
            recording.dump(file);
            for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
                if (event.getEventType().getName().equals("io.handclasp.Handshake")) {
                    System.out.println("recorded=" + event.getString("outcome"));
                }
            }
            System.out.println("health=" + authenticator.health().status());
        }
        try {
            Metered.run(MicrometerMetrics.create());
        } catch (IllegalStateException missing) {
            System.out.println("missing=" + missing.getMessage());
        }
    }

    static WebSocketAuthenticatorBuilder builder() {
        return WebSocketAuthenticator.builder()
                .verifier((token, limit) -> CompletableFuture.completedFuture(
                        new Verification.Valid(Identity.builder("alice").build())));
    }

    static void authenticate(WebSocketAuthenticator authenticator) {
        authenticator.authenticate(HandshakeRequest.builder()
                .header("Authorization", "Bearer abc")
                .build());
    }
}
