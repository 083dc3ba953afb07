package io.handclasp.websocket.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HeldMessagesTests {
    private final List<String> delivered = Collections.synchronizedList(new ArrayList<>());
    private final HeldMessages held = new HeldMessages(new HoldLimits(3, 100));

    private boolean send(String message) {
        return held.accept(message.length(), () -> delivered.add(message));
    }

    @Test
    void acceptWhenNoVerdictThenHeld() {
        assertThat(send("a")).isTrue();

        assertThat(delivered).isEmpty();
        assertThat(held.flows()).isFalse();
    }

    @Test
    void releaseWhenMessagesAreHeldThenFirstComesFirstAndOrderIsKept() {
        send("a");
        send("b");

        held.release(() -> delivered.add("open"));

        assertThat(delivered).containsExactly("open", "a", "b");
        assertThat(held.flows()).isTrue();
    }

    @Test
    void acceptWhenReleasedThenDeliveredAtOnce() {
        held.release(() -> {});

        assertThat(send("a")).isTrue();

        assertThat(delivered).containsExactly("a");
    }

    @Test
    void acceptWhenAMessageComesDuringReplayThenItQueuesBehind() {
        send("a");
        send("b");

        held.release(() -> send("c"));

        assertThat(delivered).containsExactly("a", "b", "c");
    }

    @Test
    void acceptWhenTooManyThenRefusedOnceAndTheRestIsDropped() {
        assertThat(send("a")).isTrue();
        assertThat(send("b")).isTrue();
        assertThat(send("c")).isTrue();

        assertThat(send("d")).isFalse();
        assertThat(send("e")).isTrue();

        held.release(() -> {});
        assertThat(delivered).doesNotContain("d", "e");
    }

    @Test
    void acceptWhenTooLargeThenRefused() {
        assertThat(send("x".repeat(100))).isTrue();
        assertThat(send("y")).isFalse();
    }

    @Test
    void discardWhenRefusedThenNothingIsDeliveredEverAgain() {
        send("a");
        held.discard();
        send("b");

        held.release(() -> delivered.add("open"));
        held.tell(() -> delivered.add("closed"));

        assertThat(delivered).isEmpty();
    }

    @Test
    void tellWhenHostSawNoSessionThenNotTold() {
        held.tell(() -> delivered.add("closed"));

        assertThat(delivered).isEmpty();
    }

    @Test
    void tellWhenReplayIsUnderWayThenComesAfterWhatWasHeld() {
        send("a");

        held.release(() -> held.tell(() -> delivered.add("closed")));

        assertThat(delivered).containsExactly("a", "closed");
    }

    @Test
    void releaseWhenCalledTwiceThenOpensOnce() {
        held.release(() -> delivered.add("open"));
        held.release(() -> delivered.add("open"));

        assertThat(delivered).containsExactly("open");
    }

    @Property(tries = 200)
    void acceptWhenMessagesAndVerdictRaceThenAllArriveOnceAndInOrder(@ForAll @IntRange(min = 1, max = 60) int count)
            throws InterruptedException {
        HeldMessages racing = new HeldMessages(new HoldLimits(1_000, 1_000_000));
        List<Integer> arrived = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch go = new CountDownLatch(1);
        Thread container = new Thread(() -> {
            awaitQuietly(go);
            for (int i = 0; i < count; i++) {
                int message = i;
                racing.accept(1, () -> arrived.add(message));
            }
        });
        Thread verdict = new Thread(() -> {
            awaitQuietly(go);
            racing.release(() -> arrived.add(-1));
        });
        container.start();
        verdict.start();
        go.countDown();
        container.join(10_000);
        verdict.join(10_000);

        assertThat(arrived)
                .containsExactlyElementsOf(IntStream.range(-1, count).boxed().toList());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void acceptWhenReplayHasMadeRoomThenHeldBehind() {
        held.accept(60, () -> delivered.add("first " + held.accept(100, () -> delivered.add("second"))));

        held.release(() -> {});

        assertThat(delivered).containsExactly("first true", "second");
    }

    @Test
    void discardWhenNoVerdictYetThenTellsSoOnce() {
        assertThat(held.discard()).isTrue();
        assertThat(held.discard()).isFalse();
    }

    @Test
    void discardWhenAdmittedThenDoesNothing() {
        held.release(() -> assertThat(held.discard()).as("during the replay").isFalse());
        assertThat(held.discard()).isFalse();

        send("a");

        assertThat(delivered).containsExactly("a");
    }

    @Test
    void tellWhenReplayIsUnderWayThenOtherThreadsAreNotShutOut() {
        send("a");

        held.release(() -> {
            held.tell(() -> delivered.add("told"));
            assertThat(sentByAnotherThread()).isTrue();
        });

        assertThat(delivered).containsExactly("a", "told", "by another thread");
    }

    @Test
    void discardWhenDoneThenOtherThreadsAreNotShutOut() {
        assertThat(held.discard()).isTrue();
        assertThat(sentByAnotherThread()).as("dropped").isTrue();
        assertThat(held.discard()).isFalse();
        assertThat(sentByAnotherThread()).as("dropped").isTrue();

        assertThat(delivered).isEmpty();
    }

    private boolean sentByAnotherThread() {
        FutureTask<Boolean> other = new FutureTask<>(() -> send("by another thread"));
        Thread thread = new Thread(other, "sends");
        thread.setDaemon(true);
        thread.start();
        try {
            return other.get(10, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException hangs) {
            throw new AssertionError("the lock is held", hangs);
        }
    }
}
