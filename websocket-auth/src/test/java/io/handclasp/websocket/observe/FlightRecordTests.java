package io.handclasp.websocket.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.observe.AuthEvent.CallResult;
import io.handclasp.websocket.testing.ScriptedVerifier;
import io.handclasp.websocket.verify.UnavailableReason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Flight Recorder keeps, read back from a recording's file. */
class FlightRecordTests {
    private static final String TOKEN = "eyJhbGciOiJub25lIn0.c2VjcmV0LXBheWxvYWQ.c2lnbmF0dXJl";
    private static final String SUBJECT = "ada-of-the-secret-subject";
    private static final List<String> NAMES =
            List.of("Handshake", "AuthCall", "BreakerTransition", "LoadShed", "DegradedAdmission");

    @TempDir
    private Path directory;

    private Path recorded(Runnable work) throws Exception {
        Path file = directory.resolve("auth.jfr");
        try (Recording recording = new Recording()) {
            NAMES.forEach(name -> recording.enable("io.handclasp." + name));
            recording.start();
            work.run();
            recording.stop();
            recording.dump(file);
        }
        return file;
    }

    private static List<RecordedEvent> read(Path file) throws Exception {
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith("io.handclasp."))
                .toList();
    }

    @Test
    void recordingWhenHandshakesEndThenHoldsThemAndNoToken() throws Exception {
        ScriptedVerifier judge = new ScriptedVerifier()
                .thenValid()
                .thenInvalid()
                .thenUnavailable(UnavailableReason.MISCONFIGURED)
                .thenThrow(new IllegalStateException("cannot parse " + TOKEN));
        Path file = recorded(() -> {
            try (WebSocketAuthenticator authenticator =
                    WebSocketAuthenticator.builder().verifier(judge).build()) {
                for (int i = 0; i < 4; i++) {
                    authenticator.authenticate(HandshakeRequest.builder()
                            .header("Authorization", "Bearer " + TOKEN + i)
                            .build());
                }
            }
        });

        List<RecordedEvent> handshakes = read(file).stream()
                .filter(event -> event.getEventType().getName().equals("io.handclasp.Handshake"))
                .toList();
        assertThat(handshakes)
                .extracting(event -> event.getString("outcome"))
                .containsExactly("AUTHENTICATED", "REJECTED", "UNAVAILABLE", "ERRORED");
        assertThat(handshakes)
                .extracting(event -> event.getString("detail"))
                .startsWith("", "EXPIRED", "MISCONFIGURED");
        assertThat(handshakes).allSatisfy(event -> {
            assertThat(event.getDuration("elapsed")).isPositive();
            assertThat(event.getEventType().getCategoryNames()).containsExactly("Handclasp");
        });
        assertThat(handshakes.get(0).getString("source")).isEqualTo("FRESH");
        assertThat(handshakes.get(0).getInt("attempts")).isOne();
        assertHoldsNone(file, TOKEN);
    }

    @Test
    void recordingWhenOtherThingsHappenThenHoldsThemAndNoSubject() throws Exception {
        AuthObserver observer = AuthObserver.of(HealthPolicy.standard(), List.of(), new ManualTimeSource());
        Path file = recorded(() -> {
            observer.record(new AuthEvent.CallFinished(
                    "auth-1",
                    CallResult.UNAVAILABLE,
                    Optional.of(UnavailableReason.SERVER_ERROR),
                    Duration.ofMillis(12)));
            observer.record(new AuthEvent.BreakerChanged("auth-1", "CLOSED", "OPEN"));
            observer.record(new AuthEvent.LoadShed("auth-1"));
            observer.record(new AuthEvent.DegradedAdmission("REUSE_VERDICT", Optional.of("jti-secret"), SUBJECT));
            observer.record(new AuthEvent.DegradedAdmissionJudged(
                    "REUSE_VERDICT", SUBJECT, Optional.of("jti-secret"), Optional.of("sid-secret"), false));
        });

        List<RecordedEvent> events = read(file);
        assertThat(events)
                .extracting(event -> event.getEventType().getName())
                .containsExactly(
                        "io.handclasp.AuthCall",
                        "io.handclasp.BreakerTransition",
                        "io.handclasp.LoadShed",
                        "io.handclasp.DegradedAdmission",
                        "io.handclasp.DegradedAdmission");
        assertThat(events.get(0).getString("reason")).isEqualTo("SERVER_ERROR");
        assertThat(events.get(0).getDuration("elapsed")).isEqualTo(Duration.ofMillis(12));
        assertThat(events.get(1).getString("to")).isEqualTo("OPEN");
        assertThat(events.get(2).getString("endpoint")).isEqualTo("auth-1");
        assertThat(events.get(3).getString("judgedAgain")).isEmpty();
        assertThat(events.get(4).getString("judgedAgain")).isEqualTo("REFUSED");
        assertHoldsNone(file, SUBJECT, "jti-secret", "sid-secret");
    }

    @Test
    void recordingWhenSessionsEndThenHoldsWhyAndNoSubject() throws Exception {
        AuthObserver observer = AuthObserver.of(HealthPolicy.standard(), List.of(), new ManualTimeSource());
        Path file = recorded(() -> {
            observer.record(new AuthEvent.SessionClosed(
                    AuthEvent.SessionEnd.EXPIRED,
                    SUBJECT,
                    Optional.empty(),
                    Optional.of("jti-secret"),
                    Optional.of("sid-secret")));
            observer.record(new AuthEvent.SessionRenewal(AuthEvent.RenewalResult.UNAVAILABLE, "TIMEOUT", SUBJECT));
            observer.record(new AuthEvent.RevocationApplied("TOKEN", false, 2));
        });

        List<RecordedEvent> events = read(file);
        assertThat(events)
                .extracting(event -> event.getEventType().getName())
                .containsExactly(
                        "io.handclasp.SessionClosed", "io.handclasp.SessionRenewal", "io.handclasp.RevocationApplied");
        assertThat(events.get(0).getString("end")).isEqualTo("EXPIRED");
        assertThat(events.get(1).getString("detail")).isEqualTo("TIMEOUT");
        assertThat(events.get(2).getInt("sessionsClosed")).isEqualTo(2);
        assertThat(events.toString()).doesNotContain(SUBJECT, "jti-secret", "sid-secret");
    }

    @Test
    void recordingWhenARehearsalRunsThenHoldsNothingOfIt() throws Exception {
        AuthObserver rehearsal = AuthObserver.of(HealthPolicy.standard(), List.of(), new ManualTimeSource())
                .rehearsal();
        Path file = recorded(() -> {
            rehearsal.admitted("FRESH", false, 1, 0);
            rehearsal.record(new AuthEvent.LoadShed("auth-1"));
        });

        assertThat(read(file)).isEmpty();
    }

    /** The bytes of the file, and the values as a reader of the file shows them. */
    private static void assertHoldsNone(Path file, String... secrets) throws Exception {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        String shown = read(file).toString();
        assertThat(bytes).as("what is recorded can be found").contains("io.handclasp.Handshake");
        assertThat(shown).doesNotContain(secrets);
        for (String secret : secrets) {
            assertThat(bytes.contains(secret)).as("the file holds a secret").isFalse();
        }
    }
}
