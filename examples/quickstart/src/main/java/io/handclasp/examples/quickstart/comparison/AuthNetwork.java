package io.handclasp.examples.quickstart.comparison;

import io.handclasp.core.concurrent.NamedThreads;
import java.net.http.HttpClient;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One contender's way to the auth service: an ordinary HTTP client, of which some calls are led astray. */
final class AuthNetwork implements AutoCloseable {
    private static final int THREADS = 4;

    private final ExecutorService executor = Executors.newFixedThreadPool(THREADS, NamedThreads.daemon("http-client"));
    private final Detours detours;
    private final HttpClient httpClient;

    AuthNetwork(FaultSchedule schedule, Saboteur saboteur) {
        detours = new Detours(schedule, saboteur);
        httpClient = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(detours)
                .executor(executor)
                .build();
    }

    HttpClient httpClient() {
        return httpClient;
    }

    /** How many calls were made, those that failed included. */
    int calls() {
        return detours.calls();
    }

    /** Switches the faults on or off. */
    void trouble(boolean on) {
        detours.trouble(on);
    }

    /** Ends the executor. A client of JDK 17 cannot be closed: its own thread ends when the client is garbage. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
