package io.handclasp.examples.hosts.tomcat;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.ExpandWar;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Embedded Tomcat with one WebSocket endpoint and a few servlets. */
public final class TomcatServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TomcatServer.class);

    private final Tomcat tomcat = new Tomcat();
    private final Connector connector = new Connector();
    private final Path base;

    private TomcatServer(String host, int port) throws IOException {
        base = Files.createTempDirectory("chat-tomcat");
        tomcat.setBaseDir(base.toString());
        connector.setPort(port);
        connector.setProperty("address", host);
        // Tomcat would else run on without a port.
        connector.setThrowOnFailure(true);
        tomcat.setConnector(connector);
    }

    /**
     * Starts it.
     *
     * @param host the address to listen on
     * @param port the port, 0 for one that is free
     * @param endpoint the guarded endpoint
     * @param servlets the servlets by their paths
     * @return the server, to be closed
     * @throws IOException when there is no room for its files
     * @throws LifecycleException when it does not start, for example since the port is taken; nothing is left then
     */
    public static TomcatServer start(
            String host, int port, ServerEndpointConfig endpoint, Map<String, HttpServlet> servlets)
            throws IOException, LifecycleException {
        TomcatServer server = new TomcatServer(host, port);
        server.deploy(endpoint, servlets);
        try {
            server.tomcat.start();
        } catch (LifecycleException | RuntimeException failure) {
            server.close();
            throw failure;
        }
        return server;
    }

    // tag::host-tomcat[]
    private void deploy(ServerEndpointConfig endpoint, Map<String, HttpServlet> servlets) {
        Context context = tomcat.addContext("", base.toString());
        context.addServletContainerInitializer(new WsSci(), null);
        context.addServletContainerInitializer((classes, servletContext) -> add(endpoint, servletContext), null);
        servlets.forEach(
                (path, servlet) -> Tomcat.addServlet(context, path, servlet).addMapping(path));
        // Without a servlet for its path, a handshake does not reach the filter of Tomcat's that upgrades it.
        Tomcat.addServlet(context, "default", new DefaultServlet()).addMapping("/");
    }

    private static void add(ServerEndpointConfig endpoint, ServletContext context) throws ServletException {
        ServerContainer container = (ServerContainer) context.getAttribute(ServerContainer.class.getName());
        try {
            container.addEndpoint(endpoint);
        } catch (DeploymentException refused) {
            throw new ServletException(refused);
        }
    }
    // end::host-tomcat[]

    /** Where it listens. */
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
            ExpandWar.delete(base.toFile());
        }
    }
}
