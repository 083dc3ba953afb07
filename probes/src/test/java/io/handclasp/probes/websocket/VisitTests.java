package io.handclasp.probes.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.core.time.Deadline;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VisitTests {
    private final Visit visit = new Visit(ByteBuffer.allocate(1), "hello");
    private final List<String> calls = new ArrayList<>();
    private final Session session = (Session) Proxy.newProxyInstance(
            Session.class.getClassLoader(), new Class<?>[] {Session.class}, (self, method, arguments) -> {
                calls.add(method.getName());
                return null;
            });

    @Test
    void awaitCloseWhenAnErrorIsToldBeforeTheCloseThenBrokenAndNotClosed() throws Exception {
        visit.onError(session, new IOException("cut"));

        assertThat(visit.awaitClose(Deadline.after(Duration.ofSeconds(20), new ManualTimeSource())))
                .isFalse();
        assertThat(visit.isBroken()).isTrue();
        visit.onClose(session, new CloseReason(CloseReason.CloseCodes.getCloseCode(4401), ""));
        assertThat(visit.closeCode()).hasValue(4401);
    }

    @Test
    @SuppressWarnings("NullAway")
    void abandonWhenSessionIsOpenOrOpensLaterThenClosed() {
        visit.onOpen(session, null);
        assertThat(calls).doesNotContain("close");

        visit.abandon();
        visit.onOpen(session, null);

        assertThat(calls).filteredOn("close"::equals).hasSize(2);
    }
}
