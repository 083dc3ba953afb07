package io.handclasp.docs.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.Secret;
import io.handclasp.core.Status;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.probes.Probe;
import io.handclasp.probes.ProbeState;
import io.handclasp.probes.auth.TokenJudge;
import io.handclasp.probes.kinds.HealthReading;
import io.handclasp.probes.kinds.Probes;
import io.handclasp.probes.net.AddressResolvers;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ProbeSnippetsTests {
    private final Deadline deadline = Deadline.after(Duration.ofSeconds(5), TimeSource.system());

    private static List<Probe> kinds(InetSocketAddress database, TokenJudge verifier, Supplier<Secret> syntheticToken) {
        // tag::probe-kinds[]
        Probe port = Probes.tcp("127.0.0.1", database.getPort()).build();
        Probe certificate = Probes.tls("auth.internal", 443)
                .warnBefore(Duration.ofDays(30))
                .failBefore(Duration.ofDays(3))
                .build();
        Probe health = Probes.http(URI.create("http://orders.internal/health"))
                .bodyContains("UP")
                .build();
        Probe issuer = Probes.jwks(URI.create("https://issuer.example/jwks")).build();
        Probe login = Probes.authToken(verifier, syntheticToken).build();
        Probe path = Probes.privatePath("db.internal", 5432)
                .expectedWithin("10.8.0.0/16")
                .build();
        // end::probe-kinds[]
        return List.of(port, certificate, health, issuer, login, path);
    }

    private static Probe name(InetSocketAddress server) {
        // tag::probe-resolver[]
        Probe name = Probes.dns("db.internal")
                .resolver(AddressResolvers.dns(server))
                .expectedRecords("10.8.0.5")
                .build();
        // end::probe-resolver[]
        return name;
    }

    private static Probe logins(HealthReading source) {
        // tag::probe-supplier[]
        Probe logins = Probes.supplier(() -> new HealthReading(source.status(), source.message(), source.samples()));
        // end::probe-supplier[]
        return logins;
    }

    @Test
    void kindsWhenMadeThenRemoteAndAnAuthServiceThatAcceptsAllIsDown() throws Exception {
        List<Probe> probes = kinds(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 5432),
                (token, limit) -> CompletableFuture.completedFuture(TokenJudge.Verdict.ACCEPTED),
                () -> Secret.of("synthetic"));

        assertThat(probes).allMatch(Probe::isRemote);
        assertThat(probes.get(4).check(deadline).state()).isEqualTo(ProbeState.DOWN);
        assertThat(name(new InetSocketAddress(InetAddress.getLoopbackAddress(), 53))
                        .isRemote())
                .isTrue();
    }

    @Test
    void loginsWhenThereAreNoSamplesThenUnknown() throws Exception {
        assertThat(logins(new HealthReading(Status.PASS, "fine", 0))
                        .check(deadline)
                        .state())
                .isEqualTo(ProbeState.UNKNOWN);
        assertThat(logins(new HealthReading(Status.PASS, "fine", 9))
                        .check(deadline)
                        .state())
                .isEqualTo(ProbeState.UP);
    }
}
