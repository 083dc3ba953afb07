package io.handclasp.examples.hosts.jetty;

import io.handclasp.core.time.TimeSource;
import io.handclasp.examples.hosts.ChatService;
import io.handclasp.examples.hosts.ChatSettings;
import io.handclasp.examples.hosts.HealthServlet;
import io.handclasp.examples.hosts.RunningChat;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The chat on Jetty 12 with Jakarta EE 10. */
public final class JettyChat implements RunningChat {
    private static final Logger log = LoggerFactory.getLogger(JettyChat.class);

    private final ChatService service;
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    private JettyChat(ChatService service, ChatSettings settings) {
        this.service = service;
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        server.addConnector(connector);
        // tag::host-jetty[]
        ServletContextHandler context = new ServletContextHandler("/");
        JakartaWebSocketServletContainerInitializer.configure(
                context, (servlets, container) -> container.addEndpoint(service.endpoint()));
        context.addServlet(new HealthServlet(service), HealthServlet.PATH);
        server.setHandler(context);
        // end::host-jetty[]
    }

    /** Runs it with the settings of the environment. */
    public static void main(String[] args) throws Exception {
        RunningChat.run(JettyChat::start);
    }

    /** Starts it; see {@link RunningChat.Starter}. */
    public static RunningChat start(ChatSettings settings, TimeSource timeSource) throws Exception {
        JettyChat chat = new JettyChat(new ChatService(settings, timeSource), settings);
        try {
            chat.server.start();
        } catch (Exception failure) {
            chat.close();
            throw failure;
        }
        return chat;
    }

    @Override
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failure) {
            log.warn("Jetty did not stop cleanly", failure);
        } finally {
            service.close();
        }
    }
}
