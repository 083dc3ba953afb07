package io.handclasp.websocket.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerifierUnavailableExceptionTests {
    @Test
    void messageWhenItHoldsSecretsThenScrubbed() {
        VerifierUnavailableException thrown = new VerifierUnavailableException(
                UnavailableReason.SERVER_ERROR,
                "POST to https://u:p4ss@idp.example with client_secret=hush and Authorization: Bearer opaque-4711");
        assertThat(thrown.getMessage())
                .startsWith("SERVER_ERROR: ")
                .contains("idp.example")
                .doesNotContain("opaque-4711", "hush", "p4ss");
        assertThat(thrown.toString()).doesNotContain("opaque-4711", "hush", "p4ss");
    }

    @Test
    void causeWhenSomebodyWantsToAddOneThenRefused() {
        VerifierUnavailableException thrown = new VerifierUnavailableException(UnavailableReason.TIMEOUT, "late");
        assertThatIllegalStateException().isThrownBy(() -> thrown.initCause(new IOException("token")));
        thrown.addSuppressed(new IOException("token"));
        assertThat(thrown.getSuppressed()).isEmpty();
        assertThat(thrown.getStackTrace()).isEmpty();
    }

    @Test
    void retryAfterWhenToldThenKept() {
        assertThat(new VerifierUnavailableException(
                                UnavailableReason.OVERLOADED, "busy", Optional.of(Duration.ofSeconds(3)))
                        .retryAfter())
                .contains(Duration.ofSeconds(3));
        assertThat(new VerifierUnavailableException(UnavailableReason.OVERLOADED, "busy").retryAfter())
                .isEmpty();
    }

    @Test
    void retryAfterWhenExceptionWasSerializedThenKept() throws Exception {
        VerifierUnavailableException copy = copyOf(new VerifierUnavailableException(
                UnavailableReason.OVERLOADED, "busy", Optional.of(Duration.ofSeconds(3))));
        assertThat(copy.retryAfter()).contains(Duration.ofSeconds(3));
        assertThat(copy.reason()).isEqualTo(UnavailableReason.OVERLOADED);
        assertThat(copyOf(new VerifierUnavailableException(UnavailableReason.TIMEOUT, "late"))
                        .retryAfter())
                .isEmpty();
    }

    @Test
    void newWhenReasonIsMissingThenRefused() {
        assertThatNullPointerException().isThrownBy(() -> new VerifierUnavailableException(null, "x"));
    }

    private static VerifierUnavailableException copyOf(VerifierUnavailableException thrown) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(thrown);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (VerifierUnavailableException) in.readObject();
        }
    }
}
