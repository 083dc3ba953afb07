package io.handclasp.websocket.session;

import io.handclasp.core.concurrent.NamedThreads;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.revocation.RevocationFeed;
import io.handclasp.websocket.revocation.RevocationSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/** Builds a {@link SessionGuard}. Not thread-safe. */
public final class SessionGuardBuilder {
    final WebSocketAuthenticator authenticator;
    private final List<RevocationFeed> feeds = new ArrayList<>();
    GuardPolicy policy = GuardPolicy.standard();

    @Nullable
    RevocationSink store;

    @Nullable
    Executor executor;

    private @Nullable ScheduledExecutorService scheduler;

    SessionGuardBuilder(WebSocketAuthenticator authenticator) {
        this.authenticator = Objects.requireNonNull(authenticator, "authenticator");
        this.store = authenticator.revocations() instanceof RevocationSink sink ? sink : null;
    }

    /**
     * Sets how sessions are guarded. Default: {@link GuardPolicy#standard()}.
     *
     * @param policy the policy
     * @return this builder
     */
    public SessionGuardBuilder policy(GuardPolicy policy) {
        this.policy = Objects.requireNonNull(policy, "policy");
        return this;
    }

    /**
     * Sets who is told of revocations, so that new sessions are refused. Default: the authenticator's own store, when it can
     * be told.
     *
     * @param store the way to the store that the authenticator asks
     * @return this builder
     */
    public SessionGuardBuilder revocations(RevocationSink store) {
        this.store = Objects.requireNonNull(store, "store");
        return this;
    }

    /**
     * Adds a source of revocations, which is subscribed to until the guard is closed. Default: none.
     *
     * @param feed tells the guard
     * @return this builder
     */
    public SessionGuardBuilder feed(RevocationFeed feed) {
        feeds.add(Objects.requireNonNull(feed, "feed"));
        return this;
    }

    /**
     * Sets what closes and warns sessions. Default: the authenticator's executor.
     *
     * @param executor runs {@link SessionHandle}s, at most eight at once
     * @return this builder
     */
    public SessionGuardBuilder executor(Executor executor) {
        this.executor = Objects.requireNonNull(executor, "executor");
        return this;
    }

    /**
     * Hands over the host's scheduler; {@link SessionGuard#close()} leaves it alone. Default: one daemon thread of the
     * guard's own, which {@code close()} ends.
     *
     * @param scheduler runs one short task ten times a second while there are sessions
     * @return this builder
     */
    public SessionGuardBuilder scheduler(ScheduledExecutorService scheduler) {
        this.scheduler = Objects.requireNonNull(scheduler, "scheduler");
        return this;
    }

    /**
     * Builds the guard.
     *
     * @return a guard to be closed by the host
     * @throws IllegalStateException when there is a feed, and nobody who could keep what it tells
     */
    public SessionGuard build() {
        if (!feeds.isEmpty() && store == null) {
            throw new IllegalStateException("revocations was not set, and the authenticator's store cannot be told:"
                    + " give the authenticator Revocations.inMemory(), or call revocations(…)");
        }
        ScheduledExecutorService given = scheduler;
        SessionGuard guard = given == null ? withOwnThread() : new SessionGuard(this, given, () -> {});
        try {
            guard.listen(feeds);
        } catch (RuntimeException | Error bug) {
            guard.close(); // nobody gets it who could
            throw bug;
        }
        return guard;
    }

    private SessionGuard withOwnThread() {
        ScheduledThreadPoolExecutor own = new ScheduledThreadPoolExecutor(1, NamedThreads.daemon("session-guard"));
        return new SessionGuard(this, own, own::shutdownNow);
    }
}
