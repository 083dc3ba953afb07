package io.handclasp.examples.soak;

import io.handclasp.core.Redaction;
import io.handclasp.core.time.TimeSource;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A client's connection; what happens on it comes in its order, and none is missed. For one thread. */
final class Wire implements WebSocket.Listener {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);
    private static final int MOST_EVENTS = 512;
    /** The header by which a server tells a client that comes from one whose handshake was sent once more. */
    static final String VISIT = "X-Visit";

    private static final AtomicLong VISITS = new AtomicLong();

    private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(MOST_EVENTS);
    private final StringBuilder parts = new StringBuilder();
    private @Nullable WebSocket socket;

    /** Something that happened. */
    sealed interface Event {
        /** A message came. */
        record Said(String text, long nanos) implements Event {}

        /** The server closed. */
        record Closed(int code, String reason, long nanos) implements Event {}

        /** The upgrade was answered with another status. */
        record Status(int code) implements Event {}

        /** The connection broke. */
        record Broken(String why) implements Event {}
    }

    private Wire() {}

    /** Opens a connection, or tells by the first event why there is none. */
    static Wire open(HttpClient client, URI url, Offer offer) {
        Wire wire = new Wire();
        WebSocket.Builder builder = client.newWebSocketBuilder().connectTimeout(LONGEST_WAIT);
        offer.putInto(builder);
        builder.header(VISIT, String.valueOf(VISITS.incrementAndGet()));
        CompletableFuture<WebSocket> opening = builder.buildAsync(url, wire);
        try {
            wire.socket = opening.get(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            wire.add(failed(failure.getCause()));
        } catch (TimeoutException nothing) {
            CompletableFuture<?> unused = opening.thenAccept(WebSocket::abort); // should it open after all
            wire.add(new Event.Broken("the upgrade was not answered within " + LONGEST_WAIT));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            wire.add(new Event.Broken("interrupted"));
        }
        return wire;
    }

    private static Event failed(@Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof WebSocketHandshakeException answered) {
            return new Event.Status(answered.getResponse().statusCode());
        }
        return new Event.Broken(cause == null ? "without a cause" : Redaction.describe(cause));
    }

    /** The next event; empty when there is none for so long. */
    Optional<Event> next(Duration patience) {
        try {
            return Optional.ofNullable(events.poll(patience.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Says something; false when that could not be sent any more. */
    boolean say(String text) {
        WebSocket open = socket;
        if (open == null) {
            return false;
        }
        try {
            open.sendText(text, true).get(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException gone) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Says goodbye; the server's answer is an event. */
    void leave() {
        WebSocket open = socket;
        if (open != null && !open.isOutputClosed()) {
            CompletableFuture<?> unused = open.sendClose(WebSocket.NORMAL_CLOSURE, "")
                    .whenComplete((sent, failure) -> {
                        if (failure != null) {
                            add(new Event.Broken(Redaction.describe(failure)));
                        }
                    });
        }
    }

    /** Is gone. */
    void vanish() {
        WebSocket open = socket;
        if (open != null) {
            open.abort();
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        parts.append(data);
        if (last) {
            add(new Event.Said(parts.toString(), now()));
            parts.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        add(new Event.Closed(code, reason, now()));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        add(new Event.Broken(Redaction.describe(failure)));
    }

    private void add(Event event) {
        if (!events.offer(event)) {
            throw new IllegalStateException("more than " + MOST_EVENTS + " events were not looked at");
        }
    }

    private static long now() {
        return TimeSource.system().nanoTime();
    }
}
