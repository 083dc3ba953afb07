package io.handclasp.examples.hosts.springboot;

import io.handclasp.core.time.TimeSource;
import io.handclasp.examples.hosts.ChatSettings;
import io.handclasp.examples.hosts.RunningChat;
import io.handclasp.examples.hosts.springboot.chat.ChatApplication;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The application with the properties of a test. */
final class SpringBootChat implements RunningChat {
    private final ConfigurableApplicationContext context;

    private SpringBootChat(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static SpringBootChat start(ChatSettings settings, TimeSource timeSource, Map<String, String> further) {
        Map<String, Object> properties = new LinkedHashMap<>(Map.of(
                "server.address", settings.host(),
                "server.port", settings.port(),
                "spring.main.banner-mode", "off",
                "management.endpoint.health.show-details", "always",
                "management.endpoints.web.exposure.include", "*",
                "handclasp.audiences", settings.audience(),
                "handclasp.introspection.endpoint", settings.introspection(),
                "handclasp.introspection.client-id", settings.clientId(),
                "handclasp.introspection.client-secret", settings.clientSecret().reveal()));
        properties.putAll(further);
        return new SpringBootChat(new SpringApplicationBuilder(ChatApplication.class)
                .initializers(context ->
                        ((GenericApplicationContext) context).registerBean(TimeSource.class, () -> timeSource))
                .environment(environment(properties))
                .run());
    }

    /** These come before application.properties, which default properties would not. */
    private static StandardEnvironment environment(Map<String, Object> properties) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
        return environment;
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    @Override
    public void close() {
        context.close();
    }
}
