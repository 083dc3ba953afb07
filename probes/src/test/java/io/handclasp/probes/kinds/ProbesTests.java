package io.handclasp.probes.kinds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.handclasp.core.Status;
import io.handclasp.probes.Probe;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.probes.ProbeState;
import io.handclasp.probes.testing.Timed;
import java.io.IOException;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbesTests {
    @ParameterizedTest
    @CsvSource({"PASS, UP", "WARN, WARN", "FAIL, DOWN", "UNKNOWN, UNKNOWN", "SKIPPED, UNKNOWN"})
    void supplierWhenThereAreSamplesThenItsStatus(Status status, ProbeState state) throws Exception {
        ProbeOutcome outcome = Timed.check(Probes.supplier(() -> new HealthReading(status, "as it says", 3)));

        assertThat(outcome.state()).isEqualTo(state);
        assertThat(outcome.message()).isEqualTo("as it says");
        assertThat(outcome.details()).containsEntry("samples", "3");
    }

    @Test
    void supplierWhenThereAreNoSamplesThenUnknownWhateverItSays() throws Exception {
        ProbeOutcome outcome = Timed.check(Probes.supplier(() -> new HealthReading(Status.PASS, "fine", 0)));

        assertThat(outcome.state()).isEqualTo(ProbeState.UNKNOWN);
        assertThat(outcome.hint().orElseThrow()).contains("#no-samples");
    }

    @Test
    void ofWhenCalledThenMessageBeginsWithTheNameAndFailuresPass() throws Exception {
        Probe probe = Probes.of("disk", () -> ProbeOutcome.up("10 GB free"));

        assertThat(Timed.check(probe).message()).isEqualTo("disk: 10 GB free");
        assertThat(probe.isRemote()).isFalse();
        assertThat(Probes.remote(probe).isRemote()).isTrue();
        assertThat(Timed.check(Probes.remote(probe)).state()).isEqualTo(ProbeState.UP);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Timed.check(Probes.of("disk", () -> {
                    throw new IOException("gone");
                })));
    }

    @Test
    void networkProbesWhenMadeThenRemote() {
        assertThat(Stream.of(
                        Probes.tcp("a", 1).build(),
                        Probes.dns("a").build(),
                        Probes.tls("a", 1).build(),
                        Probes.http(URI.create("http://a/")).build(),
                        Probes.redis("a", 1).build(),
                        Probes.webSocket(URI.create("ws://a/")).build(),
                        Probes.jwks(URI.create("http://a/")).build(),
                        Probes.privatePath("a", 1).build(),
                        Probes.serviceUrls().service("a", "http://a/").build()))
                .allMatch(Probe::isRemote);
    }

    @Test
    void readingWhenMessageIsBlankThenRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new HealthReading(Status.PASS, " ", 1));
    }
}
