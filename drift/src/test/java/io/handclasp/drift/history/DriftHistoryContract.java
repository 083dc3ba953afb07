package io.handclasp.drift.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.handclasp.core.Status;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every history promises. A host that writes one extends this class. */
abstract class DriftHistoryContract {
    /** A history without runs, with room for a few thousand. */
    abstract DriftHistory history() throws Exception;

    static <T> List<T> atOnce(int threads, Callable<T> work) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> each : executor.invokeAll(
                    IntStream.range(0, threads).mapToObj(i -> work).toList(), 40, TimeUnit.SECONDS)) {
                results.add(each.get());
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void recordWhenNewThenThereWhole() throws Exception {
        DriftHistory history = history();
        DriftRun run = Runs.run("chat", 1, "a", "b");

        assertThat(history.record(run, Runs.soon())).isTrue();

        assertThat(history.recent("chat", 10, Runs.soon())).containsExactly(run);
    }

    @Test
    void recordWhenRecordedAgainThenOnce() throws Exception {
        DriftHistory history = history();
        DriftRun run = Runs.run("chat", 1, "a");
        history.record(run, Runs.soon());

        assertThat(history.record(run, Runs.soon())).isFalse();

        assertThat(history.recent("chat", 10, Runs.soon())).containsExactly(run);
    }

    @Test
    void recordWhenIdIsAnothersThenRefusedAndTheFirstStays() throws Exception {
        DriftHistory history = history();
        DriftRun first = Runs.run("chat", 1, "a");
        DriftRun second = new DriftRun(first.id(), "chat", first.at(), Status.PASS, List.of());
        history.record(first, Runs.soon());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> history.record(second, Runs.soon()))
                .withMessageStartingWith("id was chat-1, which another run has");

        assertThat(history.recent("chat", 10, Runs.soon())).containsExactly(first);
    }

    @Test
    void recordWhenManyRecordTheSameAtOnceThenOneAddsIt() throws Exception {
        DriftHistory history = history();
        DriftRun run = Runs.run("chat", 1, "a");

        List<Boolean> added = atOnce(6, () -> history.record(run, Runs.soon()));

        assertThat(added).containsOnlyOnce(true);
        assertThat(history.recent("chat", 10, Runs.soon())).containsExactly(run);
    }

    @Test
    void recordWhenManyAtOnceThenNoneLost() throws Exception {
        DriftHistory history = history();
        AtomicInteger next = new AtomicInteger();

        atOnce(4, () -> {
            for (int i = 0; i < 50; i++) {
                history.record(Runs.run("chat", next.getAndIncrement(), "a"), Runs.soon());
            }
            return true;
        });

        assertThat(history.recent("chat", 1_000, Runs.soon()))
                .containsExactlyElementsOf(IntStream.range(0, 200)
                        .mapToObj(i -> Runs.run("chat", i, "a"))
                        .toList());
    }

    @Test
    void recordWhenTextsAreOddThenReadAsWritten() throws Exception {
        DriftHistory history = history();
        RecordedFinding odd = new RecordedFinding(
                "f",
                "a'b\"; DROP TABLE \\ \u0000\u001F",
                "ERROR",
                "MODIFIED",
                "\uD83D\uDE00 \uD800 \uDC00\nü€\t\u0000 {}");
        DriftRun run = new DriftRun("odd", "chat'; --\" 😀", Runs.START, Status.FAIL, List.of(odd));

        history.record(run, Runs.soon());

        assertThat(history.recent(run.target(), 1, Runs.soon())).containsExactly(run);
        assertThat(history.record(run, Runs.soon())).isFalse();
    }

    @Test
    void recordWhenRunIsLargeThenReadAsWritten() throws Exception {
        DriftHistory history = history();
        DriftRun run = Runs.run(
                "chat",
                1,
                Status.FAIL,
                IntStream.range(0, 2_000)
                        .mapToObj(i -> new RecordedFinding("f" + i, "k", "ERROR", "MISSING", "long ".repeat(300)))
                        .toList());

        history.record(run, Runs.soon());

        assertThat(history.recent("chat", 1, Runs.soon())).containsExactly(run);
    }

    @Test
    void recordWhenSecretIsInATextThenNeverReadBack() throws Exception {
        DriftHistory history = history();
        RecordedFinding leaky = new RecordedFinding(
                "f", "url", "ERROR", "MODIFIED", "password=hunter2 at https://u:hunter2@db and Bearer hunter2");

        history.record(Runs.run("chat", 1, Status.FAIL, List.of(leaky)), Runs.soon());

        assertThat(history.recent("chat", 1, Runs.soon()).toString()).doesNotContain("hunter2");
    }

    @Test
    void recordWhenNoTimeIsLeftThenUnavailableAndNothingThere() throws Exception {
        DriftHistory history = history();
        Deadline over = Deadline.after(Duration.ZERO, TimeSource.system());

        assertThatExceptionOfType(HistoryUnavailableException.class)
                .isThrownBy(() -> history.record(Runs.run("chat", 1), over))
                .withMessageContaining("no time is left");
        assertThatExceptionOfType(HistoryUnavailableException.class).isThrownBy(() -> history.recent("chat", 1, over));
        assertThatExceptionOfType(HistoryUnavailableException.class).isThrownBy(() -> history.prune("chat", over));
        assertThat(history.recent("chat", 1, Runs.soon())).isEmpty();
    }

    @Test
    void recentWhenRecordedInAnyOrderThenTheNewestByTheirTime() throws Exception {
        DriftHistory history = history();
        for (int minute : new int[] {3, 1, 4, 2}) {
            history.record(Runs.run("chat", minute), Runs.soon());
        }
        history.record(Runs.run("other", 9), Runs.soon());

        assertThat(history.recent("chat", 3, Runs.soon()))
                .containsExactly(Runs.run("chat", 2), Runs.run("chat", 3), Runs.run("chat", 4));
        assertThat(history.recent("nobody", 3, Runs.soon())).isEmpty();
    }

    @Test
    void recentWhenAskedForTheImpossibleThenRefused() throws Exception {
        DriftHistory history = history();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> history.recent("chat", 0, Runs.soon()))
                .withMessage("limit was 0, must be between 1 and 1000");
        assertThatIllegalArgumentException().isThrownBy(() -> history.recent(" ", 1, Runs.soon()));
        assertThatIllegalArgumentException().isThrownBy(() -> history.prune("a\nb", Runs.soon()));
    }
}
