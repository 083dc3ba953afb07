package io.handclasp.core.concurrent;

import io.handclasp.core.Redaction;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What {@link CompletionStage} lacks: callbacks whose failure is not lost, and mappings through which a cancellation travels
 * back to where the work is done. All run on the thread that completes the stage, or at once when it is complete.
 */
public final class Stages {
    private static final Logger log = LoggerFactory.getLogger(Stages.class);

    private Stages() {}

    /**
     * Calls back when a stage is complete. A failure of the callback itself is logged, scrubbed of secrets.
     *
     * @param stage what to wait for
     * @param callback gets the value, or the failure without the {@link CompletionException} around it
     * @param <T> the type of the value
     */
    public static <T extends @Nullable Object> void onDone(
            CompletionStage<T> stage, BiConsumer<? super @Nullable T, ? super @Nullable Throwable> callback) {
        stage.whenComplete((value, failure) -> {
            try {
                callback.accept(value, failure == null ? null : unwrap(failure));
            } catch (RuntimeException bug) {
                log.error("a callback failed: {}", Redaction.describe(bug));
            }
        });
    }

    /**
     * Maps a value. Failures pass without the {@link CompletionException} around them. Cancelling what is returned cancels
     * the source.
     *
     * @param source the stage
     * @param mapping what to do with its value; what it throws fails what is returned
     * @param <A> the type of the source's value
     * @param <B> the type of the mapped value
     * @return the mapped value's future
     */
    public static <A, B> CompletableFuture<B> map(CompletionStage<A> source, Function<? super A, ? extends B> mapping) {
        return flatMap(source, value -> CompletableFuture.completedFuture(mapping.apply(value)));
    }

    /**
     * Maps a value to a further stage. Failures pass without the {@link CompletionException} around them. Cancelling what is
     * returned cancels the source and the further stage.
     *
     * @param source the stage
     * @param mapping what to do with its value; what it throws fails what is returned
     * @param <A> the type of the source's value
     * @param <B> the type of the further stage's value
     * @return the further stage's future
     */
    public static <A, B> CompletableFuture<B> flatMap(
            CompletionStage<A> source, Function<? super A, ? extends CompletionStage<? extends B>> mapping) {
        CompletableFuture<B> flat = new CompletableFuture<>();
        cancelWith(flat, source);
        onDone(source, (value, failure) -> {
            if (failure != null || value == null) {
                flat.completeExceptionally(failure == null ? new NullPointerException("no value") : failure);
                return;
            }
            CompletionStage<? extends B> further;
            try {
                further = mapping.apply(value);
            } catch (RuntimeException | Error thrown) {
                flat.completeExceptionally(thrown);
                return;
            }
            cancelWith(flat, further);
            forward(further, flat);
        });
        return flat;
    }

    private static <B> void forward(CompletionStage<? extends B> from, CompletableFuture<B> to) {
        from.whenComplete((value, failure) -> {
            if (failure != null) {
                to.completeExceptionally(unwrap(failure));
            } else {
                to.complete(value);
            }
        });
    }

    /**
     * Cancels a stage when a future is cancelled, so that work nobody waits for ends.
     *
     * @param cancelled the future that somebody may cancel
     * @param work the stage to be cancelled then
     */
    public static void cancelWith(CompletableFuture<?> cancelled, CompletionStage<?> work) {
        onDone(cancelled, (value, failure) -> {
            if (cancelled.isCancelled()) {
                cancel(work);
            }
        });
    }

    /**
     * Cancels a stage, if it is of a kind that can be.
     *
     * @param work the stage
     */
    public static void cancel(CompletionStage<?> work) {
        try {
            work.toCompletableFuture().cancel(true);
        } catch (UnsupportedOperationException notCancellable) {
            log.debug("a stage of {} cannot be cancelled; it ends by itself", work.getClass());
        }
    }

    /**
     * Takes away the {@link CompletionException}s around a failure.
     *
     * @param failure what a stage reported
     * @return what really happened
     */
    public static Throwable unwrap(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
