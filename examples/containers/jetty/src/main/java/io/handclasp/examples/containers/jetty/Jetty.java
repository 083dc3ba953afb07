package io.handclasp.examples.containers.jetty;

import io.handclasp.examples.containers.ContainerUnderTest;
import io.handclasp.examples.containers.Deployment;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.CustomRequestLog;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Jetty 12 with Jakarta EE 10. */
public final class Jetty implements ContainerUnderTest {
    /** For the service loader. */
    public Jetty() {}

    @Override
    public String name() {
        String[] number = Server.getVersion().split("\\.", -1);
        return "Jetty " + number[0] + "." + number[1];
    }

    @Override
    public boolean hasServlets() {
        return true;
    }

    @Override
    public Running start(Deployment deployment) throws Exception {
        Queue<String> lines = new ConcurrentLinkedQueue<>();
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setRequestLog(new CustomRequestLog(lines::add, CustomRequestLog.EXTENDED_NCSA_FORMAT));
        ServletContextHandler context = new ServletContextHandler("/");
        JakartaWebSocketServletContainerInitializer.configure(context, (servlets, container) -> {
            deployment.filters().register(servlets);
            for (ServerEndpointConfig endpoint : deployment.endpoints()) {
                container.addEndpoint(endpoint);
            }
            for (Class<?> endpoint : deployment.annotated()) {
                container.addEndpoint(endpoint);
            }
        });
        server.setHandler(context);
        server.start();
        return new Running() {
            @Override
            public int port() {
                return connector.getLocalPort();
            }

            @Override
            public String accessLog() {
                return String.join("\n", lines);
            }

            @Override
            public void stop() throws Exception {
                server.stop();
            }
        };
    }
}
