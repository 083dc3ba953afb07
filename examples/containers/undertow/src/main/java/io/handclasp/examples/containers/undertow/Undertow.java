package io.handclasp.examples.containers.undertow;

import io.handclasp.examples.containers.ContainerUnderTest;
import io.handclasp.examples.containers.Deployment;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.handlers.accesslog.AccessLogHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.InetSocketAddress;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Undertow 2.3, whose WebSocket API is of Jakarta EE 10. */
public final class Undertow implements ContainerUnderTest {
    private static final int BUFFER_BYTES = 16 << 10;

    /** For the service loader. */
    public Undertow() {}

    @Override
    public String name() {
        return "Undertow 2.3";
    }

    @Override
    public boolean hasServlets() {
        return true;
    }

    @Override
    public Running start(Deployment deployment) throws Exception {
        Queue<String> lines = new ConcurrentLinkedQueue<>();
        WebSocketDeploymentInfo webSockets =
                new WebSocketDeploymentInfo().setBuffers(new DefaultByteBufferPool(true, BUFFER_BYTES));
        for (ServerEndpointConfig endpoint : deployment.endpoints()) {
            webSockets.addEndpoint(endpoint);
        }
        for (Class<?> endpoint : deployment.annotated()) {
            webSockets.addEndpoint(endpoint);
        }
        ServletContainerInitializer filters =
                (classes, servlets) -> deployment.filters().register(servlets);
        DeploymentInfo application = Servlets.deployment()
                .setClassLoader(Undertow.class.getClassLoader())
                .setContextPath("/")
                .setDeploymentName("suite")
                .addServletContextAttribute(WebSocketDeploymentInfo.ATTRIBUTE_NAME, webSockets)
                .addServletContainerInitializer(new ServletContainerInitializerInfo(
                        ServletContainerInitializer.class, new ImmediateInstanceFactory<>(filters), Set.of()));
        DeploymentManager manager = Servlets.newContainer().addDeployment(application);
        manager.deploy();
        io.undertow.Undertow server = io.undertow.Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setHandler(
                        new AccessLogHandler(manager.start(), lines::add, "combined", Undertow.class.getClassLoader()))
                .build();
        server.start();
        int port = ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
        return new Running() {
            @Override
            public int port() {
                return port;
            }

            @Override
            public String accessLog() {
                return String.join("\n", lines);
            }

            @Override
            public void stop() throws Exception {
                manager.stop();
                manager.undeploy();
                server.stop();
            }
        };
    }
}
