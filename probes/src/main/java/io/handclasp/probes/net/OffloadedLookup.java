package io.handclasp.probes.net;

import io.handclasp.core.Redaction;
import io.handclasp.core.time.Deadline;
import io.handclasp.probes.net.Resolution.Result;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Looks names up on another thread, each at most once at a time. */
final class OffloadedLookup implements AddressResolver {
    private static final int MAX_UNDER_WAY = 256;

    private final Executor executor;
    private final Function<String, Resolution> lookup;
    private final Map<String, FutureTask<Resolution>> underWay = new ConcurrentHashMap<>();

    OffloadedLookup(Executor executor) {
        this(executor, SystemLookup::lookUpUnbounded);
    }

    OffloadedLookup(Executor executor, Function<String, Resolution> lookup) {
        this.executor = executor;
        this.lookup = lookup;
    }

    @Override
    public Resolution resolve(String host, Deadline deadline) throws InterruptedException {
        Optional<Resolution> literal = SystemLookup.literal(host);
        if (literal.isPresent()) {
            return literal.get();
        }
        FutureTask<Resolution> mine = new FutureTask<>(() -> lookup.apply(host));
        FutureTask<Resolution> task = underWay.computeIfAbsent(host, name -> mine);
        if (task == mine) {
            Optional<Resolution> refused = start(host, mine);
            if (refused.isPresent()) {
                return refused.get();
            }
        }
        return await(task, deadline);
    }

    private Optional<Resolution> start(String host, FutureTask<Resolution> task) {
        if (underWay.size() > MAX_UNDER_WAY) {
            return Optional.of(giveUp(host, task, MAX_UNDER_WAY + " lookups are under way"));
        }
        try {
            executor.execute(() -> {
                try {
                    task.run();
                } finally {
                    underWay.remove(host, task);
                }
            });
            return Optional.empty();
        } catch (RuntimeException | OutOfMemoryError e) {
            // A thread pool reports with an OutOfMemoryError that the system has no thread left for it.
            return Optional.of(giveUp(host, task, "the executor refused the lookup"));
        }
    }

    private Resolution giveUp(String host, FutureTask<Resolution> task, String why) {
        underWay.remove(host, task);
        // Whoever found it in the map in the meantime must not wait for it.
        task.cancel(false);
        return Resolution.none(Result.FAILED, why);
    }

    private static Resolution await(FutureTask<Resolution> task, Deadline deadline) throws InterruptedException {
        try {
            return task.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return Resolution.none(Result.TIMED_OUT, "");
        } catch (CancellationException e) {
            return Resolution.none(Result.FAILED, "the lookup was not started");
        } catch (ExecutionException e) {
            return Resolution.none(Result.FAILED, Redaction.describe(e.getCause() == null ? e : e.getCause()));
        }
    }
}
