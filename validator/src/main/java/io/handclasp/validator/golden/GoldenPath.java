package io.handclasp.validator.golden;

import io.handclasp.core.time.Deadline;
import io.handclasp.validator.model.CheckDefinition;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.CheckSource;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;

/**
 * A journey of a real client: log in, connect, send, receive events in their order and in time, close. It is gone several times, and
 * the share of journeys that came to their end is held against a target.
 *
 * <p>Use it as a check of {@link io.handclasp.validator.model.ValidationPhase#GOLDEN_PATH}, since it is a {@link CheckSource}, or by
 * itself through {@link #run}. Immutable and safe for use by many threads.
 */
public final class GoldenPath implements CheckSource {
    private final GoldenPathSettings settings;

    GoldenPath(GoldenPathSettings settings) {
        this.settings = settings;
    }

    /**
     * Starts a golden path.
     *
     * @param id the id of its check, for example {@code golden.ask}
     * @param uri the WebSocket endpoint: {@code wss}, or {@code ws}
     * @param client the host's client: it brings TLS, proxies and threads, and stays the host's
     * @param login obtains a token for each journey
     * @return a builder without steps
     * @throws IllegalArgumentException when the address is none of a WebSocket endpoint
     */
    public static GoldenPathBuilder builder(String id, URI uri, HttpClient client, Login login) {
        return new GoldenPathBuilder(id, uri, client, login);
    }

    /**
     * Goes all journeys and waits for them, at most until the deadline. When it returns, no connection is left open.
     *
     * <p>The outcome is passed when the lower bound of the completion rate (Wilson, 95 %) reaches the target; failed when the upper
     * bound is below it; in between there were too few journeys to tell: a warning, or unknown if the target is required.
     *
     * @param deadline when the answer is no longer of use
     * @return what was seen, with the measurements {@code golden-path.completion}, {@code websocket.success} and
     *     {@code golden-path.duration}
     * @throws InterruptedException when the thread was interrupted
     */
    public CheckOutcome run(Deadline deadline) throws InterruptedException {
        return new Walk(settings).go(deadline);
    }

    @Override
    public List<CheckDefinition> checks() {
        return List.of(settings.definition().withCheck(this::run));
    }
}
