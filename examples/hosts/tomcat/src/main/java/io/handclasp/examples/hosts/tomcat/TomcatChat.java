package io.handclasp.examples.hosts.tomcat;

import io.handclasp.core.time.TimeSource;
import io.handclasp.examples.hosts.ChatService;
import io.handclasp.examples.hosts.ChatSettings;
import io.handclasp.examples.hosts.HealthServlet;
import io.handclasp.examples.hosts.RunningChat;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.ExpandWar;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The chat on embedded Tomcat. */
public final class TomcatChat implements RunningChat {
    private static final Logger log = LoggerFactory.getLogger(TomcatChat.class);

    private final ChatService service;
    private final Tomcat tomcat = new Tomcat();
    private final Connector connector = new Connector();
    private final Path base;

    private TomcatChat(ChatService service, ChatSettings settings) throws IOException {
        this.service = service;
        this.base = Files.createTempDirectory("chat-tomcat");
        tomcat.setBaseDir(base.toString());
        connector.setPort(settings.port());
        connector.setProperty("address", settings.host());
        // Tomcat would else run on without a port.
        connector.setThrowOnFailure(true);
        tomcat.setConnector(connector);
        // tag::host-tomcat[]
        Context context = tomcat.addContext("", base.toString());
        context.addServletContainerInitializer(new WsSci(), null);
        context.addServletContainerInitializer((classes, servlets) -> deploy(servlets), null);
        Tomcat.addServlet(context, "health", new HealthServlet(service)).addMapping(HealthServlet.PATH);
        // Without a servlet for its path, a handshake does not reach the filter of Tomcat's that upgrades it.
        Tomcat.addServlet(context, "default", new DefaultServlet()).addMapping("/");
        // end::host-tomcat[]
    }

    private void deploy(ServletContext servlets) throws ServletException {
        ServerContainer container = (ServerContainer) servlets.getAttribute(ServerContainer.class.getName());
        try {
            container.addEndpoint(service.endpoint());
        } catch (DeploymentException refused) {
            throw new ServletException(refused);
        }
    }

    /** Runs it with the settings of the environment. */
    public static void main(String[] args) throws Exception {
        RunningChat.run(TomcatChat::start);
    }

    /** Starts it; see {@link RunningChat.Starter}. */
    public static RunningChat start(ChatSettings settings, TimeSource timeSource) throws Exception {
        ChatService service = new ChatService(settings, timeSource);
        TomcatChat chat;
        try {
            chat = new TomcatChat(service, settings);
        } catch (IOException | RuntimeException failure) {
            service.close();
            throw failure;
        }
        try {
            chat.tomcat.start();
        } catch (LifecycleException | RuntimeException failure) {
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
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException failure) {
            log.warn("Tomcat did not stop cleanly", failure);
        } finally {
            service.close();
            ExpandWar.delete(base.toFile());
        }
    }
}
