package io.handclasp.examples.hosts.springboot;

import io.handclasp.probes.micrometer.HealthMetrics;
import io.handclasp.probes.micrometer.MicrometerHealth;
import io.handclasp.probes.monitor.HealthMonitor;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.micrometer.HandclaspMetrics;
import io.handclasp.websocket.micrometer.MicrometerMetrics;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Meters; Spring Boot binds each bean of type {@code MeterBinder} to the application's registries. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(MeterBinder.class)
class HandclaspMetricsConfiguration {
    // tag::host-boot-metrics[]
    @Bean
    @ConditionalOnMissingBean
    HandclaspMetrics handclaspMetrics() {
        return MicrometerMetrics.create();
    }

    /** The metrics are a listener that the authenticator is built with, so they are told of it afterwards. */
    @Bean
    SmartInitializingSingleton handclaspMetricsWatch(HandclaspMetrics metrics, WebSocketAuthenticator authenticator) {
        return () -> metrics.watch(authenticator);
    }
    // end::host-boot-metrics[]

    @Bean
    @ConditionalOnBean(HealthMonitor.class)
    @ConditionalOnMissingBean
    HealthMetrics handclaspHealthMetrics(HealthMonitor monitor) {
        return MicrometerHealth.of(monitor, List.of());
    }
}
