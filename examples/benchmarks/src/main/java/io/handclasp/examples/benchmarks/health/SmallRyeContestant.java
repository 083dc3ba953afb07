package io.handclasp.examples.benchmarks.health;

import io.smallrye.health.AsyncHealthCheckFactory;
import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.health.api.HealthRegistry;
import io.smallrye.health.registry.HealthRegistries;
import io.smallrye.health.registry.HealthRegistryImpl;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.json.JsonObject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** SmallRye Health in a CDI container, as Quarkus and WildFly use it. */
final class SmallRyeContestant implements Contestant {
    private final SeContainer cdi;
    private final SmallRyeHealthReporter reporter;

    SmallRyeContestant(Load load) {
        this.cdi = SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addBeanClasses(
                        SmallRyeHealthReporter.class,
                        AsyncHealthCheckFactory.class,
                        HealthRegistries.class,
                        HealthRegistryImpl.class)
                .initialize();
        this.reporter = cdi.select(SmallRyeHealthReporter.class).get();
        HealthRegistry registry =
                cdi.select(HealthRegistry.class, Readiness.Literal.INSTANCE).get();
        for (int i = 0; i < load.checks(); i++) {
            HealthRegistry ignored = registry.register("check" + i, new Check(load, i));
        }
    }

    @Override
    public int poll() {
        return (int) reporter.getHealth().getPayload().getJsonArray("checks").getValuesAs(JsonObject.class).stream()
                .filter(check -> check.getString("status").equals("UP"))
                .count();
    }

    @Override
    public void close() {
        cdi.close();
    }

    private record Check(Load load, int number) implements HealthCheck {
        @Override
        public HealthCheckResponse call() {
            try {
                load.check(number);
                return HealthCheckResponse.up("check" + number);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return HealthCheckResponse.down("check" + number);
            }
        }
    }
}
