package io.handclasp.examples.hosts.tomcat;

import io.handclasp.core.time.TimeSource;
import io.handclasp.examples.hosts.ChatService;
import io.handclasp.examples.hosts.ChatSettings;
import io.handclasp.examples.hosts.HealthServlet;
import io.handclasp.examples.hosts.RunningChat;
import java.io.IOException;
import java.util.Map;
import org.apache.catalina.LifecycleException;

/** The chat on embedded Tomcat. */
public final class TomcatChat implements RunningChat {
    private final ChatService service;
    private final TomcatServer server;

    private TomcatChat(ChatService service, TomcatServer server) {
        this.service = service;
        this.server = server;
    }

    /** Runs it with the settings of the environment. */
    public static void main(String[] args) throws Exception {
        RunningChat.run(TomcatChat::start);
    }

    /** Starts it; see {@link RunningChat.Starter}. */
    public static RunningChat start(ChatSettings settings, TimeSource timeSource) throws Exception {
        ChatService service = new ChatService(settings, timeSource);
        try {
            TomcatServer server = TomcatServer.start(
                    settings.host(),
                    settings.port(),
                    service.endpoint(),
                    Map.of(HealthServlet.PATH, new HealthServlet(service)));
            return new TomcatChat(service, server);
        } catch (IOException | LifecycleException | RuntimeException failure) {
            service.close();
            throw failure;
        }
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
        service.close();
    }
}
