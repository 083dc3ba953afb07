package io.handclasp.examples.benchmarks;

import io.handclasp.validator.Validator;
import io.handclasp.validator.ValidatorBuilder;
import io.handclasp.validator.model.CheckDefinition;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.ValidationPhase;
import io.handclasp.validator.model.ValidationReport;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a validation run costs beside its checks: 100 that do nothing, every second one after the one before it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ValidatorCost {
    static final int CHECKS = 100;

    private ExecutorService pool;
    private Validator onCallersThread;
    private Validator onPool;

    /** Makes one validator for the calling thread and one for a pool of four. */
    @Setup
    public void setUp() {
        pool = Executors.newFixedThreadPool(4);
        onCallersThread = checks(Validator.builder()).build();
        onPool = checks(Validator.builder().executor(pool)).build();
    }

    /** Ends the pool. */
    @TearDown
    public void tearDown() {
        pool.shutdownNow();
    }

    private static ValidatorBuilder checks(ValidatorBuilder builder) {
        ValidationPhase[] phases = ValidationPhase.values();
        for (int i = 0; i < CHECKS; i++) {
            String[] needed = i % 2 == 0 ? new String[0] : new String[] {"check-" + (i - 1)};
            builder.check(CheckDefinition.builder(
                            phases[i / 2 % phases.length], "check-" + i, deadline -> CheckOutcome.passed("fine"))
                    .dependsOn(needed)
                    .build());
        }
        return builder;
    }

    /**
     * A run on the calling thread, with the thread that watches over it.
     *
     * @return the report
     */
    @Benchmark
    public ValidationReport callersThread() {
        return onCallersThread.run();
    }

    /**
     * A run on a pool of four.
     *
     * @return the report
     */
    @Benchmark
    public ValidationReport pool() {
        return onPool.run();
    }
}
