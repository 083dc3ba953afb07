package io.handclasp.examples.containers.jetty;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.handclasp.examples.containers.AnnotatedEcho;
import io.handclasp.examples.containers.Judge;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.servlet.AuthenticationFilter;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jetty upgrades before all filters; wherever the host registers ours, it comes first. */
class FilterOrderTests {
    private final WebSocketAuthenticator authenticator = new Judge().authenticator(Duration.ofSeconds(10));
    private final AuthenticationFilter filter = new AuthenticationFilter(authenticator);
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final ServletContextHandler context = new ServletContextHandler("/");

    @BeforeEach
    void prepare() {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(context);
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
        authenticator.close();
    }

    private void startAndVerify() throws Exception {
        server.start();
        URI endpoint = URI.create("ws://127.0.0.1:" + connector.getLocalPort() + AnnotatedEcho.PATH);
        assertThatCode(() -> filter.verifyInstalled(endpoint, HttpClient.newHttpClient(), Duration.ofSeconds(20)))
                .doesNotThrowAnyException();
    }

    @Test
    void registerWhenBeforeTheEndpointsThenFilterStandsBeforeTheUpgrade() throws Exception {
        JakartaWebSocketServletContainerInitializer.configure(context, (servlets, container) -> {
            filter.register(servlets, AnnotatedEcho.PATH);
            container.addEndpoint(AnnotatedEcho.class);
        });
        startAndVerify();
    }

    @Test
    void registerWhenAfterTheEndpointsThenFilterStandsBeforeTheUpgrade() throws Exception {
        JakartaWebSocketServletContainerInitializer.configure(context, (servlets, container) -> {
            container.addEndpoint(AnnotatedEcho.class);
            filter.register(servlets, AnnotatedEcho.PATH);
        });
        startAndVerify();
    }

    @Test
    void registerWhenFromAListenerThenFilterStandsBeforeTheUpgrade() throws Exception {
        JakartaWebSocketServletContainerInitializer.configure(
                context, (servlets, container) -> container.addEndpoint(AnnotatedEcho.class));
        context.addEventListener(new ServletContextListener() {
            @Override
            public void contextInitialized(ServletContextEvent event) {
                filter.register(event.getServletContext(), AnnotatedEcho.PATH);
            }
        });
        startAndVerify();
    }

    @Test
    void registerWhenBeforeJettysInitializerThenFilterStandsBeforeTheUpgrade() throws Exception {
        context.addServletContainerInitializer((classes, servlets) -> filter.register(servlets, AnnotatedEcho.PATH));
        JakartaWebSocketServletContainerInitializer.configure(
                context, (servlets, container) -> container.addEndpoint(AnnotatedEcho.class));
        startAndVerify();
    }
}
