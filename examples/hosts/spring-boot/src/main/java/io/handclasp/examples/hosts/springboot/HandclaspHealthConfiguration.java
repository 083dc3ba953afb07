package io.handclasp.examples.hosts.springboot;

import io.handclasp.core.time.TimeSource;
import io.handclasp.examples.health.MonitorHealthIndicators;
import io.handclasp.probes.Criticality;
import io.handclasp.probes.ProbeDefinition;
import io.handclasp.probes.ProbeRunner;
import io.handclasp.probes.ProbeSet;
import io.handclasp.probes.kinds.HealthReading;
import io.handclasp.probes.kinds.Probes;
import io.handclasp.probes.monitor.HealthMonitor;
import io.handclasp.probes.monitor.MonitorPolicy;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.observe.AuthHealth;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What Actuator shows: {@code handclasp} among the components of {@code /actuator/health}, and no secret anywhere. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({HealthContributor.class, SanitizingFunction.class})
class HandclaspHealthConfiguration {
    // tag::host-boot-health[]
    /** The application's own probes are beans of type {@code ProbeDefinition}. */
    @Bean
    @ConditionalOnMissingBean
    HealthMonitor handclaspMonitor(
            WebSocketAuthenticator authenticator,
            ObjectProvider<ProbeDefinition> furtherProbes,
            HandclaspProperties properties,
            HandclaspThreads threads,
            TimeSource timeSource) {
        List<ProbeDefinition> probes = new ArrayList<>();
        authService(properties).ifPresent(probes::add);
        probes.add(ProbeDefinition.builder("handshakes", Probes.supplier(() -> reading(authenticator.health())))
                .criticality(Criticality.IMPORTANT)
                .build());
        furtherProbes.orderedStream().forEach(probes::add);
        return HealthMonitor.builder(ProbeRunner.builder(ProbeSet.of(probes))
                        .executor(threads.executor())
                        .timeSource(timeSource)
                        .build())
                // Whoever asks Actuator counts failures himself.
                .policy(MonitorPolicy.standard().withThresholds(1, 1))
                .build();
    }

    /** Named after the component. */
    @Bean("handclaspHealthContributor")
    @ConditionalOnEnabledHealthIndicator("handclasp")
    @ConditionalOnMissingBean(name = "handclaspHealthContributor")
    CompositeHealthContributor handclaspHealth(HealthMonitor monitor) {
        return MonitorHealthIndicators.composite(monitor, monitor.runner().probes());
    }
    // end::host-boot-health[]

    /** Secrets stay hidden from {@code env} and {@code configprops}, also when these are told to show values. */
    @Bean
    static SanitizingFunction handclaspSecrets() {
        // HANDCLASP_INTROSPECTION_CLIENTSECRET is the same property.
        return SanitizingFunction.sanitizeValue()
                .ifKeyMatches(key -> key.replaceAll("[^A-Za-z]", "")
                        .toLowerCase(Locale.ROOT)
                        .matches(".*introspectionclientsecret"));
    }

    private static Optional<ProbeDefinition> authService(HandclaspProperties properties) {
        URI address = properties.introspection() == null
                ? properties.issuer()
                : properties.introspection().endpoint();
        return Optional.ofNullable(address).map(uri -> {
            int port = uri.getPort() > 0 ? uri.getPort() : 443;
            return ProbeDefinition.builder(
                            "auth-service", Probes.tcp(uri.getHost(), port).build())
                    .build();
        });
    }

    private static HealthReading reading(AuthHealth health) {
        return new HealthReading(
                health.status(), health.finding().message(), health.counts().handshakes());
    }
}
