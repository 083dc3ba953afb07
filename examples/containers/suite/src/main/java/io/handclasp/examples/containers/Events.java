package io.handclasp.examples.containers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What the host's endpoint saw of each client, in its order. Thread-safe. */
public final class Events {
    /** A client whom the endpoint does not know: there must be none. */
    public static final String NOBODY = "nobody";

    private static final long LIMIT_SECONDS = 20;

    private final Map<String, BlockingQueue<String>> clients = new ConcurrentHashMap<>();
    private final Queue<String> all = new ConcurrentLinkedQueue<>();

    /** Tells one. */
    public void add(String client, String event) {
        all.add(client + " " + event);
        of(client).add(event);
    }

    private BlockingQueue<String> of(String client) {
        return clients.computeIfAbsent(client, name -> new LinkedBlockingQueue<>());
    }

    /** The next one of a client, waited for. */
    public String next(String client) throws InterruptedException {
        String event = of(client).poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("the endpoint saw nothing more of " + client);
        }
        return event;
    }

    /** Those of a client that nobody asked for yet; they are gone then. */
    public List<String> drain(String client) {
        List<String> rest = new ArrayList<>();
        of(client).drainTo(rest);
        return rest;
    }

    /** Whatever was told. */
    public List<String> all() {
        return List.copyOf(all);
    }
}
