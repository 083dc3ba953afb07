package io.handclasp.websocket.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.handclasp.core.testing.ManualTimeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class CacheCallsTests {
    private static final int PLACES = 2;
    private static final int MANY = 3 * PLACES;

    private final List<Runnable> tasks = new ArrayList<>();
    private Executor executor = tasks::add;
    private final CacheCalls calls = new CacheCalls(
            "fake",
            task -> executor.execute(task),
            SharingPolicy.standard().withMaxConcurrent(PLACES),
            new ManualTimeSource());

    private CompletableFuture<Optional<String>> call() {
        return calls.call(() -> "found");
    }

    private void assertAllPlacesAreFree() {
        executor = tasks::add;
        tasks.clear();
        for (int i = 0; i < MANY; i++) {
            call();
        }
        assertThat(tasks).as("as many as there are places, and no more").hasSize(PLACES);
    }

    @Test
    void callWhenExecutorRefusesThenEmptyAndThePlaceIsGivenBack() {
        executor = task -> {
            throw new IllegalStateException("full");
        };
        for (int i = 0; i < MANY; i++) {
            assertThat(call()).isCompletedWithValue(Optional.empty());
        }

        assertThat(calls.skipped.sum()).isEqualTo(MANY);
        assertAllPlacesAreFree();
    }

    @Test
    void callWhenThereIsNoThreadToBeHadThenEmptyAndThePlaceIsGivenBack() {
        executor = task -> {
            throw new OutOfMemoryError("unable to create native thread");
        };
        for (int i = 0; i < MANY; i++) {
            assertThat(call()).isCompletedWithValue(Optional.empty());
        }

        assertThat(calls.skipped.sum()).isEqualTo(MANY);
        assertAllPlacesAreFree();
    }

    @Test
    void callWhenExecutorThrowsAnErrorThenThrownAndThePlaceIsGivenBack() {
        AssertionError bug = new AssertionError("a bug");
        executor = task -> {
            throw bug;
        };
        for (int i = 0; i < MANY; i++) {
            assertThatThrownBy(this::call).isSameAs(bug);
        }

        assertAllPlacesAreFree();
    }

    @Test
    void callWhenTheCallersThreadRunsIntoAnErrorThenThePlaceIsGivenBackOnce() {
        StackOverflowError deep = new StackOverflowError();
        executor = Runnable::run;
        for (int i = 0; i < MANY; i++) {
            assertThatThrownBy(() -> calls.call(() -> {
                        throw deep;
                    }))
                    .isSameAs(deep);
        }

        assertAllPlacesAreFree();
    }

    @Test
    void callWhenTaskWasTakenAndTheExecutorFailsAllTheSameThenThePlaceIsGivenBackOnce() {
        AssertionError late = new AssertionError("taken, and failed");
        executor = task -> {
            tasks.add(task);
            throw late;
        };
        for (int i = 0; i < MANY; i++) {
            assertThatThrownBy(this::call).isSameAs(late);
        }
        List.copyOf(tasks).forEach(Runnable::run);

        assertAllPlacesAreFree();
    }
}
