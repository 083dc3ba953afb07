package io.handclasp.probes.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.handclasp.probes.ProbeOutcome;
import io.handclasp.probes.ProbeState;
import io.handclasp.probes.testing.LoopbackServer;
import io.handclasp.probes.testing.Timed;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceUrlsProbeTests {
    @Test
    void checkWhenAllAnswerThenUp() throws Exception {
        try (LoopbackServer server = LoopbackServer.silent()) {
            ProbeOutcome outcome = Timed.check(ServiceUrlsProbeBuilder.create()
                    .service("orders", "http://127.0.0.1:" + server.port() + "/api")
                    .service("chat", () -> Optional.of("ws://127.0.0.1:" + server.port()))
                    .build());

            assertThat(outcome.state()).as(outcome.toString()).isEqualTo(ProbeState.UP);
            assertThat(outcome.details().keySet()).containsExactly("orders", "chat");
        }
    }

    @Test
    void checkWhenUrlIsMissingThenDownAndOthersStillLookedAt() throws Exception {
        try (LoopbackServer server = LoopbackServer.silent()) {
            ProbeOutcome outcome = Timed.check(ServiceUrlsProbeBuilder.create()
                    .service("orders", (String) null)
                    .service("chat", "ws://127.0.0.1:" + server.port())
                    .build());

            assertThat(outcome.state()).isEqualTo(ProbeState.DOWN);
            assertThat(outcome.message()).isEqualTo("1 of 2 services: orders: no URL is configured");
            assertThat(outcome.hint().orElseThrow()).contains("#url-missing");
            assertThat(outcome.details().get("chat")).startsWith("UP: ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"orders.internal", "ftp://orders/", "http://user:hunter2@orders/", "http://a b/", "http:///x"})
    void checkWhenUrlCannotBeReadThenDownWithoutShowingIt(String url) throws Exception {
        ProbeOutcome outcome = Timed.check(
                ServiceUrlsProbeBuilder.create().service("orders", url).build());

        assertThat(outcome.hint().orElseThrow()).contains("#url-unreadable");
        assertThat(outcome.toString()).doesNotContain("hunter2");
    }

    @Test
    void checkWhenNameDoesNotResolveOrPortRefusesThenDown() throws Exception {
        LoopbackServer gone = LoopbackServer.silent();
        gone.close();

        assertThat(Timed.check(ServiceUrlsProbeBuilder.create()
                                .resolver((host, deadline) -> Resolution.none(Resolution.Result.NO_SUCH_NAME, ""))
                                .service("orders", "https://orders.test/")
                                .build())
                        .hint()
                        .orElseThrow())
                .contains("#no-such-name");
        assertThat(Timed.check(ServiceUrlsProbeBuilder.create()
                                .service("orders", "http://127.0.0.1:" + gone.port())
                                .build())
                        .hint()
                        .orElseThrow())
                .contains("#refused");
    }

    @Test
    void buildWhenThereIsNoServiceThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServiceUrlsProbeBuilder.create().build())
                .withMessageContaining("services was empty");
    }
}
