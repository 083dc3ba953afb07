package io.handclasp.examples.benchmarks.health;

import com.codahale.metrics.health.HealthCheck;
import com.codahale.metrics.health.HealthCheckRegistry;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Dropwizard's registry of health checks, on the thread that asks or on a pool. */
final class DropwizardContestant implements Contestant {
    private final HealthCheckRegistry registry = new HealthCheckRegistry();
    private final ExecutorService pool;
    private final boolean parallel;

    DropwizardContestant(Load load, boolean parallel) {
        this.parallel = parallel;
        this.pool = Executors.newFixedThreadPool(load.checks());
        for (int i = 0; i < load.checks(); i++) {
            int number = i;
            registry.register("check" + number, new HealthCheck() {
                @Override
                protected Result check() throws InterruptedException {
                    load.check(number);
                    return Result.healthy();
                }
            });
        }
    }

    @Override
    public int poll() {
        Map<String, HealthCheck.Result> results =
                parallel ? registry.runHealthChecks(pool) : registry.runHealthChecks();
        return (int)
                results.values().stream().filter(HealthCheck.Result::isHealthy).count();
    }

    @Override
    public void close() {
        pool.shutdown();
        registry.shutdown();
    }
}
