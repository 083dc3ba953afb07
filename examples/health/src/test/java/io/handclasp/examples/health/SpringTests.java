package io.handclasp.examples.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.probes.ProbeSet;
import io.handclasp.probes.monitor.HealthMonitor;
import io.handclasp.probes.report.HealthFormats;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.DefaultHealthContributorRegistry;
import org.springframework.boot.health.registry.DefaultReactiveHealthContributorRegistry;

class SpringTests {
    private final ObjectMapper jackson = new ObjectMapper();

    /** What Spring's own endpoint writes about our indicators. */
    private JsonNode endpoint(ProbeSet probes) {
        DefaultHealthContributorRegistry registry = new DefaultHealthContributorRegistry();
        CompositeHealthContributor composite = MonitorHealthIndicators.composite(Monitors.of(probes), probes);
        composite.stream().forEach(entry -> registry.registerContributor(entry.name(), entry.contributor()));
        HealthEndpoint endpoint = new HealthEndpoint(
                registry,
                new DefaultReactiveHealthContributorRegistry(),
                HealthEndpointGroups.of(new Everything(), Map.of()),
                Duration.ofSeconds(10));
        return jackson.valueToTree(endpoint.health());
    }

    private JsonNode ours(ProbeSet probes) throws Exception {
        HealthMonitor monitor = Monitors.of(probes);
        return jackson.readTree(
                HealthFormats.springActuator().write(monitor.poll()).text());
    }

    @Test
    void writeWhenUpThenShapedAsSpringsOwnEndpoint() throws Exception {
        ProbeSet probes = Monitors.probes(ProbeOutcome.up("seen"));
        JsonNode springs = endpoint(probes);
        JsonNode ours = ours(probes);

        assertThat(ours.get("status")).isEqualTo(springs.get("status"));
        assertThat(names(ours)).isEqualTo(names(springs)).containsExactlyInAnyOrder("status", "components");
        assertThat(names(ours.get("components"))).isEqualTo(names(springs.get("components")));
        for (String id : names(ours.get("components"))) {
            JsonNode own = ours.get("components").get(id);
            JsonNode theirs = springs.get("components").get(id);
            assertThat(names(own)).isEqualTo(names(theirs)).containsExactlyInAnyOrder("status", "details");
            // A status of Spring's is a text, ours as well as theirs, and known to its aggregator.
            assertThat(Set.of(Status.UP, Status.DOWN, Status.UNKNOWN))
                    .contains(new Status(own.get("status").asText()));
            theirs.get("details")
                    .properties()
                    .forEach(detail ->
                            assertThat(own.get("details").get(detail.getKey())).isEqualTo(detail.getValue()));
        }
    }

    @Test
    void healthWhenCriticalProbeDownOrUnknownThenDown() {
        assertThat(endpoint(Monitors.probes(ProbeOutcome.down("refused")))
                        .get("status")
                        .asText())
                .isEqualTo("DOWN");
        assertThat(endpoint(Monitors.probes(ProbeOutcome.unknown("hangs")))
                        .get("status")
                        .asText())
                .isEqualTo("DOWN");
    }

    private static Set<String> names(JsonNode node) {
        return node.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    /** What {@code management.endpoint.health.show-details=always} sets up. */
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
        @SuppressWarnings("NullAway") // as Spring's own groups do
        public AdditionalHealthEndpointPath getAdditionalPath() {
            return null;
        }
    }
}
