package io.handclasp.examples.containers.tomcat;

import io.handclasp.examples.containers.ContainerUnderTest;
import io.handclasp.examples.containers.Deployment;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.CharArrayWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.util.ServerInfo;
import org.apache.catalina.valves.AbstractAccessLogValve;
import org.apache.tomcat.websocket.server.WsSci;

/** Tomcat of either line: the module decides which. */
public final class Tomcat implements ContainerUnderTest {
    /** For the service loader. */
    public Tomcat() {}

    @Override
    public String name() {
        String[] number = ServerInfo.getServerNumber().split("\\.", -1);
        return number[0].equals("10") ? "Tomcat 10.1" : "Tomcat " + number[0];
    }

    @Override
    public boolean hasServlets() {
        return true;
    }

    @Override
    public Running start(Deployment deployment) throws Exception {
        Path base = Files.createTempDirectory("handclasp-tomcat");
        org.apache.catalina.startup.Tomcat tomcat = new org.apache.catalina.startup.Tomcat();
        tomcat.setBaseDir(base.toString());
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", base.toString());
        context.addServletContainerInitializer(new WsSci(), null);
        context.addServletContainerInitializer((classes, servlets) -> deploy(deployment, servlets), null);
        // Without a servlet for a path Tomcat does not ask its filters.
        org.apache.catalina.startup.Tomcat.addServlet(context, "default", new DefaultServlet())
                .addMapping("/");
        AccessLog log = new AccessLog();
        context.getPipeline().addValve(log);
        tomcat.start();
        return new Running() {
            @Override
            public int port() {
                return connector.getLocalPort();
            }

            @Override
            public String accessLog() {
                return String.join("\n", log.lines);
            }

            @Override
            public void stop() throws Exception {
                tomcat.stop();
                tomcat.destroy();
                org.apache.tomcat.util.http.fileupload.FileUtils.deleteDirectory(base.toFile());
            }
        };
    }

    private static void deploy(Deployment deployment, ServletContext servlets) throws ServletException {
        deployment.filters().register(servlets);
        ServerContainer container = (ServerContainer) servlets.getAttribute(ServerContainer.class.getName());
        try {
            for (ServerEndpointConfig endpoint : deployment.endpoints()) {
                container.addEndpoint(endpoint);
            }
            for (Class<?> endpoint : deployment.annotated()) {
                container.addEndpoint(endpoint);
            }
        } catch (DeploymentException refused) {
            throw new ServletException(refused);
        }
    }

    private static final class AccessLog extends AbstractAccessLogValve {
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        AccessLog() {
            setPattern("combined");
        }

        @Override
        protected void log(CharArrayWriter message) {
            lines.add(message.toString());
        }
    }
}
