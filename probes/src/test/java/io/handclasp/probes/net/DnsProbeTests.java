package io.handclasp.probes.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.handclasp.core.testing.ThreadCensus;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.probes.Probe;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.probes.ProbeState;
import io.handclasp.probes.testing.DnsResponder;
import io.handclasp.probes.testing.Timed;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DnsProbeTests {
    private DnsResponder server;

    @BeforeEach
    void start() throws Exception {
        server = new DnsResponder()
                .with("both.test", "10.8.0.1", "10.8.0.2", "fd00::1")
                .with("empty.test")
                .with("hang.test", "hang")
                .with("fail.test", "fail");
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private DnsProbeBuilder probe(String name) {
        return DnsProbeBuilder.of(name).resolver(AddressResolvers.dns(server.address()));
    }

    @Test
    void checkWhenNameHasBothFamiliesThenUpAndEachAddressShown() throws Exception {
        Probe probe = probe("both.test").expectedRecords("10.8.0.2", "fd00::1").build();

        ProbeOutcome outcome = Timed.check(probe);

        assertThat(outcome.state()).isEqualTo(ProbeState.UP);
        assertThat(outcome.details())
                .containsEntry("A", "10.8.0.1 10.8.0.2")
                .containsEntry("AAAA", "fd00:0:0:0:0:0:0:1");
        assertThat(outcome.phases()).containsKey("dns");
        assertThat(probe.isRemote()).isTrue();
    }

    @Test
    void checkWhenNameDoesNotExistThenNxdomain() throws Exception {
        ProbeOutcome outcome = Timed.check(probe("nobody.test").build());

        assertThat(outcome.state()).isEqualTo(ProbeState.DOWN);
        assertThat(outcome.message()).isEqualTo("nobody.test: the name does not exist (NXDOMAIN)");
        assertThat(outcome.hint().orElseThrow()).endsWith("(docs/probes.md#no-such-name)");
    }

    @Test
    void checkWhenNameHasNoAddressThenSaysSo() throws Exception {
        assertThat(Timed.check(probe("empty.test").build()).hint().orElseThrow())
                .contains("#no-address");
    }

    @Test
    void checkWhenServerHangsThenTimeoutAtTheDeadline() throws Exception {
        ProbeOutcome outcome = Timed.atDeadline(probe("hang.test").build(), Duration.ofMillis(600));

        assertThat(outcome.state()).isEqualTo(ProbeState.DOWN);
        assertThat(outcome.hint().orElseThrow()).contains("#dns-timed-out");
    }

    @Test
    void checkWhenServerFailsThenFailedAndNotMissing() throws Exception {
        assertThat(Timed.check(probe("fail.test").build()).hint().orElseThrow()).contains("#dns-failed");
    }

    @Test
    void checkWhenNobodyListensThenFailed() throws Exception {
        InetSocketAddress address = server.address();
        server.close();

        assertThat(Timed.check(DnsProbeBuilder.of("both.test")
                                .resolver(AddressResolvers.dns(address))
                                .build())
                        .state())
                .isEqualTo(ProbeState.DOWN);
    }

    @Test
    void checkWhenAddressIsNotExpectedThenDown() throws Exception {
        ProbeOutcome outcome =
                Timed.check(probe("both.test").expectedWithin("10.8.0.0/16").build());

        assertThat(outcome.message()).contains("resolves to fd00:0:0:0:0:0:0:1, which is not within [10.8.0.0/16]");
        assertThat(outcome.hint().orElseThrow()).contains("#dns-unexpected");
    }

    @Test
    void checkWhenRecordIsMissingThenDown() throws Exception {
        assertThat(Timed.check(probe("both.test").expectedRecords("10.8.0.9").build())
                        .message())
                .isEqualTo("both.test: the record 10.8.0.9/32 is missing");
        assertThat(Timed.check(probe("both.test").minimumAddresses(4).build()).state())
                .isEqualTo(ProbeState.DOWN);
    }

    @Test
    void checkWhenNameIsJndiSyntaxThenNothingIsAsked() throws Exception {
        assertThat(AddressResolvers.dns(server.address())
                        .resolve("a'b\\c", Deadline.after(Duration.ofSeconds(5), TimeSource.system()))
                        .detail())
                .isEqualTo("not a name that DNS can hold");
    }

    @Test
    void ofWhenHostIsAUrlThenRefusedWithoutShowingIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DnsProbeBuilder.of("https://user:hunter2@db"))
                .withMessageContaining("not a URL")
                .withMessageNotContaining("hunter2");
    }

    @Test
    void resolveWhenSystemLookupHangsThenAnswersAtDeadlineAndNeverStartsTwice() throws Exception {
        ThreadCensus census = ThreadCensus.take();
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch started = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        OffloadedLookup lookup = new OffloadedLookup(threads, name -> {
            started.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return Resolution.found(List.of(InetAddress.getLoopbackAddress()));
        });

        Probe probe = DnsProbeBuilder.of("slow.test").resolver(lookup).build();
        assertThat(Timed.atDeadline(probe, Duration.ofMillis(300)).hint().orElseThrow())
                .contains("#dns-timed-out");
        started.await();
        assertThat(Timed.atDeadline(probe, Duration.ofMillis(100)).state()).isEqualTo(ProbeState.DOWN);
        assertThat(started.getCount()).isZero();
        release.countDown();
        assertThat(Timed.check(probe).state()).isEqualTo(ProbeState.UP);
        threads.shutdown();
        census.assertNoneLeft(Duration.ofSeconds(5));
    }

    @Test
    void systemWhenNameCannotExistThenUnknownName() throws Exception {
        ProbeOutcome outcome = Timed.check(DnsProbeBuilder.of("nobody.invalid").build());

        assertThat(outcome.state()).isEqualTo(ProbeState.DOWN);
        assertThat(outcome.hint().orElseThrow()).containsPattern("#(unknown-name|dns-failed|dns-timed-out)");
    }

    @Test
    void ipv4OnlyWhenBothFamiliesThenIpv6LeftOut() throws Exception {
        assertThat(AddressResolvers.ipv4Only(AddressResolvers.dns(server.address()))
                        .resolve("both.test", Deadline.after(Duration.ofSeconds(5), TimeSource.system()))
                        .addresses())
                .hasSize(2);
    }

    @Test
    void resolveWhenThereIsNoThreadForItThenFailedAndAskedAgainNextTime() throws Exception {
        AtomicInteger starts = new AtomicInteger();
        OffloadedLookup lookup = new OffloadedLookup(
                work -> {
                    switch (starts.getAndIncrement()) {
                        case 0 -> throw new OutOfMemoryError("unable to create native thread");
                        case 1 -> throw new IllegalStateException("the application is being stopped");
                        default -> work.run();
                    }
                },
                name -> Resolution.none(Resolution.Result.NO_SUCH_NAME, ""));
        Deadline deadline = Deadline.after(Duration.ofSeconds(20), TimeSource.system());

        for (int i = 0; i < 2; i++) {
            Resolution refused = lookup.resolve("a.test", deadline);
            assertThat(refused.result()).isEqualTo(Resolution.Result.FAILED);
            assertThat(refused.detail()).contains("the executor refused the lookup");
        }
        assertThat(lookup.resolve("a.test", deadline).result()).isEqualTo(Resolution.Result.NO_SUCH_NAME);
    }
}
