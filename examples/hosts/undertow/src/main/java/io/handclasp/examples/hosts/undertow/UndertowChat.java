package io.handclasp.examples.hosts.undertow;

import io.handclasp.core.time.TimeSource;
import io.handclasp.examples.hosts.ChatService;
import io.handclasp.examples.hosts.ChatSettings;
import io.handclasp.examples.hosts.HealthServlet;
import io.handclasp.examples.hosts.RunningChat;
import io.undertow.Undertow;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import jakarta.servlet.ServletException;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The chat on Undertow. */
public final class UndertowChat implements RunningChat {
    private static final Logger log = LoggerFactory.getLogger(UndertowChat.class);
    private static final int BUFFER_BYTES = 16 << 10;

    private final ChatService service;
    private final DefaultByteBufferPool buffers = new DefaultByteBufferPool(true, BUFFER_BYTES);
    private final DeploymentManager manager;
    private final Undertow server;

    private UndertowChat(ChatService service, ChatSettings settings) throws ServletException {
        this.service = service;
        // tag::host-undertow[]
        WebSocketDeploymentInfo webSockets =
                new WebSocketDeploymentInfo().setBuffers(buffers).addEndpoint(service.endpoint());
        DeploymentInfo application = Servlets.deployment()
                .setClassLoader(UndertowChat.class.getClassLoader())
                .setContextPath("/")
                .setDeploymentName("chat")
                .addServletContextAttribute(WebSocketDeploymentInfo.ATTRIBUTE_NAME, webSockets)
                .addServlet(Servlets.servlet(
                                "health",
                                HealthServlet.class,
                                new ImmediateInstanceFactory<>(new HealthServlet(service)))
                        .addMapping(HealthServlet.PATH));
        // end::host-undertow[]
        manager = Servlets.newContainer().addDeployment(application);
        manager.deploy();
        server = Undertow.builder()
                .addHttpListener(settings.port(), settings.host())
                .setHandler(manager.start())
                .build();
    }

    /** Runs it with the settings of the environment. */
    public static void main(String[] args) throws Exception {
        RunningChat.run(UndertowChat::start);
    }

    /** Starts it; see {@link RunningChat.Starter}. */
    public static RunningChat start(ChatSettings settings, TimeSource timeSource) throws Exception {
        ChatService service = new ChatService(settings, timeSource);
        UndertowChat chat;
        try {
            chat = new UndertowChat(service, settings);
        } catch (ServletException | RuntimeException failure) {
            service.close();
            throw failure;
        }
        try {
            chat.server.start();
        } catch (RuntimeException failure) {
            chat.close();
            throw failure;
        }
        return chat;
    }

    @Override
    public int port() {
        return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
    }

    @Override
    public void close() {
        try {
            manager.stop();
            manager.undeploy();
            server.stop();
            buffers.close();
        } catch (ServletException failure) {
            log.warn("Undertow did not stop cleanly", failure);
        } finally {
            service.close();
        }
    }
}
