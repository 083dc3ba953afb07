package io.handclasp.examples.benchmarks.health;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.DefaultHealthContributorRegistry;
import org.springframework.boot.health.registry.DefaultReactiveHealthContributorRegistry;

/** Spring Boot Actuator's health endpoint, with all its components shown. */
final class SpringContestant implements Contestant {
    private final HealthEndpoint endpoint;

    SpringContestant(Load load) {
        DefaultHealthContributorRegistry registry = new DefaultHealthContributorRegistry();
        for (int i = 0; i < load.checks(); i++) {
            int number = i;
            HealthIndicator indicator = () -> check(load, number);
            registry.registerContributor("check" + number, indicator);
        }
        this.endpoint = new HealthEndpoint(
                registry,
                new DefaultReactiveHealthContributorRegistry(),
                HealthEndpointGroups.of(new Everything(), Map.of()),
                Duration.ofSeconds(10));
    }

    private static Health check(Load load, int number) {
        try {
            load.check(number);
            return Health.up().build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Health.down(e).build();
        }
    }

    @Override
    public int poll() {
        Map<String, HealthDescriptor> components =
                endpoint.health() instanceof CompositeHealthDescriptor composite ? composite.getComponents() : null;
        if (components == null) {
            throw new IllegalStateException("the endpoint shows no components");
        }
        return (int) components.values().stream()
                .filter(component -> component.getStatus().equals(Status.UP))
                .count();
    }

    @Override
    public void close() {
        // It has no threads: checks run on the thread that asks.
    }

    private static final class Everything implements HealthEndpointGroup {
        @Override
        public boolean isMember(String name) {
            return true;
        }

        @Override
        public boolean showComponents(SecurityContext context) {
            return true;
        }

        @Override
        public boolean showDetails(SecurityContext context) {
            return true;
        }

        @Override
        public StatusAggregator getStatusAggregator() {
            return StatusAggregator.getDefault();
        }

        @Override
        public HttpCodeStatusMapper getHttpCodeStatusMapper() {
            return HttpCodeStatusMapper.getDefault();
        }

        @Override
        public @Nullable AdditionalHealthEndpointPath getAdditionalPath() {
            return null;
        }
    }
}
