package io.handclasp.examples.hosts;

import io.handclasp.core.time.TimeSource;
import java.util.concurrent.CountDownLatch;

/** A chat on some server. */
public interface RunningChat extends AutoCloseable {
    /** Where it listens. */
    int port();

    /** Stops the server, then all that is behind it. */
    @Override
    void close();

    /** Starts a chat. */
    @FunctionalInterface
    interface Starter {
        /**
         * Starts it.
         *
         * @param settings what the chat is told
         * @param timeSource the clocks
         * @return the running chat, to be closed
         * @throws Exception when the server does not start; nothing is left then
         */
        RunningChat start(ChatSettings settings, TimeSource timeSource) throws Exception;
    }

    /** Runs a chat with the settings of the environment until the process is told to end. */
    static void run(Starter starter) throws Exception {
        RunningChat chat = starter.start(ChatSettings.read(System.getenv()), TimeSource.system());
        Runtime.getRuntime().addShutdownHook(new Thread(chat::close, "chat-shutdown"));
        System.out.println("listening on port " + chat.port() + ", " + ChatEndpoint.PATH + " and /health");
        new CountDownLatch(1).await();
    }
}
