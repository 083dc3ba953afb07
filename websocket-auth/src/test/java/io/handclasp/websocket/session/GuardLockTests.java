package io.handclasp.websocket.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.LogCapture;
import io.handclasp.websocket.observe.AuthEvent;
import io.handclasp.websocket.revocation.Revocation;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.Identity;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** All sessions share one lock: whatever is done, it is free afterwards, or every other thread would hang. */
class GuardLockTests {
    private final SessionFixture fixture = new SessionFixture();
    private final SessionFixture.Handle handle = new SessionFixture.Handle();
    private final SessionGate gate =
            fixture.open(fixture.token("alice").tokenId("t1").build(), handle);

    @AfterEach
    void close() throws Exception {
        assertFree("close of a guard", fixture.guard::close);
        fixture.close();
    }

    private void assertFree(String after, Runnable operation) throws Exception {
        operation.run();
        FutureTask<Integer> other = new FutureTask<>(fixture.guard::size);
        Thread thread = new Thread(other, "asks for the size");
        thread.setDaemon(true);
        thread.start();
        try {
            assertThat(other.get(10, TimeUnit.SECONDS)).isNotNegative();
        } catch (TimeoutException hangs) {
            throw new AssertionError("the lock is held after: " + after, hangs);
        }
    }

    @Test
    void endedWhenDoneThenLockIsFree() throws Exception {
        assertFree("ended", gate::ended);
    }

    @Test
    void guardWhenTokenIsOverThenLockIsFree() throws Exception {
        Identity over = fixture.token("bob", Duration.ZERO).build();
        assertFree("guard of a dead token", () -> fixture.open(over, new SessionFixture.Handle()));
    }

    @Test
    void renewWhenDoneThenLockIsFreeAndNothingFailed() throws Exception {
        try (LogCapture log = LogCapture.start()) {
            assertFree(
                    "renewal", () -> fixture.renew(gate, fixture.token("alice").build()));
            assertThat(log.messages()).noneMatch(message -> message.startsWith("ERROR"));
        }
    }

    @Test
    void renewWhenAnotherIsUnderWayThenLockIsFree() throws Exception {
        fixture.judge.holding();
        assertFree("busy", () -> {
            assertThat(gate.renew(BearerToken.of("fresh-1")).toCompletableFuture())
                    .isNotDone();
            assertThat(gate.renew(BearerToken.of("fresh-2")).toCompletableFuture())
                    .isCompletedWithValue(new Renewal.Busy());
        });
    }

    @Test
    void revokeWhenDoneThenLockIsFree() throws Exception {
        assertFree("revoke", () -> fixture.guard.revoke(new Revocation.OfToken(Optional.empty(), "t1")));
    }

    @Test
    void closeWhereWhenDoneThenLockIsFree() throws Exception {
        assertFree("search without a hit", () -> fixture.guard.closeWhere(identity -> false));
        assertFree("search with a hit", () -> fixture.guard.closeWhere(identity -> true));
    }

    @Test
    void degradedAdmissionWhenRefusedThenLockIsFree() throws Exception {
        assertFree(
                "late refusal",
                () -> fixture.authenticator
                        .observer()
                        .record(new AuthEvent.DegradedAdmissionJudged(
                                "STALE", "alice", Optional.of("t1"), Optional.empty(), false)));
    }

    @Test
    void timerWhenItTicksThenLockIsFree() throws Exception {
        assertFree("a tick", () -> fixture.pass(Duration.ofSeconds(1)));
        assertFree("the end of a token", () -> fixture.pass(Duration.ofHours(1)));
        assertThat(handle.closes).hasSize(1);
    }
}
