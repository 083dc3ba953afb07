package io.handclasp.websocket.session;

import io.handclasp.core.Redaction;
import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.observe.AuthEvent;
import io.handclasp.websocket.resilience.Execution;
import io.handclasp.websocket.revocation.Revocation;
import io.handclasp.websocket.revocation.RevocationFeed;
import io.handclasp.websocket.revocation.RevocationSink;
import io.handclasp.websocket.verify.Identity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps open sessions to what their tokens allow. A session is closed with 4401 when its token expires, and when it is revoked;
 * before that, its {@link SessionGate} is shut, within a tenth of a second, in both directions. A client may renew its session
 * with a fresh token over the connection that it has.
 *
 * <p>For any kind of session: {@link SessionHandle} is all it has to be. Thread-safe; one guard for all sessions of an
 * authenticator. All of them share one timer. {@link #close()} ends what the guard started; close it before the authenticator.
 *
 * <p>A token has ended when the wall clock has reached its date, or when as much time has passed as was left when it was
 * judged, whichever comes first: no jump of the wall clock lengthens a session.
 */
public final class SessionGuard implements RevocationSink, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SessionGuard.class);
    private static final Duration TICK = Duration.ofNanos(ExpiryWheel.TICK_NANOS);

    private final WebSocketAuthenticator authenticator;
    private final GuardedSessions sessions;
    private final Execution execution;
    private final Runnable stopTimer;
    private final @Nullable RevocationSink store;
    private final AtomicBoolean ticking = new AtomicBoolean();
    private final List<Runnable> subscriptions = new ArrayList<>();
    private volatile boolean closed;
    private volatile Execution.@Nullable Timer timer;

    SessionGuard(SessionGuardBuilder settings, ScheduledExecutorService scheduler, Runnable stopTimer) {
        this.authenticator = settings.authenticator;
        this.stopTimer = stopTimer;
        this.store = settings.store;
        TimeSource timeSource = authenticator.execution().timeSource();
        Executor executor =
                settings.executor == null ? authenticator.execution().executor() : settings.executor;
        this.execution = Execution.of(executor, scheduler, timeSource);
        this.sessions = new GuardedSessions(
                settings.policy,
                new GuardClock(timeSource),
                executor,
                timeSource,
                authenticator.observer(),
                new SessionRenewals(authenticator));
    }

    /**
     * Starts a guard for the sessions that an authenticator admits.
     *
     * @param authenticator judges the tokens that renew sessions; its listeners are told of what the guard does
     * @return a builder with {@link GuardPolicy#standard()}
     */
    public static SessionGuardBuilder builder(WebSocketAuthenticator authenticator) {
        return new SessionGuardBuilder(authenticator);
    }

    /**
     * Guards a session. To be called when the session is open and before anything is sent or delivered. When the token ended or
     * was revoked meanwhile, the gate that is returned is shut, and the session is closed.
     *
     * @param admitted how the session was admitted
     * @param handle closes the session
     * @return the session's gate; tell it when the session {@link SessionGate#ended() ended}
     */
    public SessionGate guard(AuthOutcome.Authenticated admitted, SessionHandle handle) {
        GuardedEntry entry = new GuardedEntry(
                sessions, Objects.requireNonNull(handle, "handle"), Objects.requireNonNull(admitted, "admitted"));
        if (!sessions.add(entry)) {
            refuse(handle);
            return entry;
        }
        // First the session can be found, then the revocations are asked: one that comes between is not missed.
        if (authenticator.confirm(admitted) instanceof AuthOutcome.Refusal refusal) {
            sessions.shut(entry, Closing.refused(refusal));
        } else if (!entry.isOpen()) {
            sessions.shut(entry, Closing.EXPIRED);
        }
        if (!entry.isOpen()) {
            sessions.closings().workOn();
        }
        if (closed && !entry.isOpen()) {
            refuse(handle); // the guard was closed meanwhile, and closes nothing any more
        } else {
            startTicking();
        }
        return entry;
    }

    private static void refuse(SessionHandle handle) {
        try {
            handle.close(1013, "try again later");
        } catch (Exception gone) {
            log.debug("a session could not be closed: {}", Redaction.describe(gone));
        }
    }

    /**
     * Revokes: new sessions of such tokens are refused, and the gates of open ones are shut, when this returns; they are closed
     * soon after.
     *
     * @param revocation what must not go on
     * @return whether new sessions are refused; false when the store has no room, or there is none
     */
    @Override
    public boolean revoke(Revocation revocation) {
        Objects.requireNonNull(revocation, "revocation");
        boolean kept = false;
        try {
            // First the store, then the sessions: one that is registered between finds it there.
            kept = store != null && store.revoke(revocation);
        } finally {
            // A store that fails keeps nothing, but what is open here can be shut.
            int shut = sessions.shut(revocation);
            sessions.closings().workOn();
            authenticator.observer().record(new AuthEvent.RevocationApplied(kindOf(revocation), kept, shut));
        }
        return kept;
    }

    private static String kindOf(Revocation revocation) {
        if (revocation instanceof Revocation.OfToken) {
            return "TOKEN";
        }
        return revocation instanceof Revocation.OfSession ? "SESSION" : "SUBJECT";
    }

    /**
     * Closes sessions that are open now. Whoever should not come back has to be {@link #revoke revoked}.
     *
     * @param which is asked about the identity behind each session, on the calling thread; what it throws ends the search
     * @return how many are closed; their gates are shut
     */
    public int closeWhere(Predicate<? super Identity> which) {
        int count = 0;
        for (GuardedEntry entry : sessions.all()) {
            if (which.test(entry.identity()) && sessions.shut(entry, Closing.BY_HOST)) {
                count++;
            }
        }
        sessions.closings().workOn();
        return count;
    }

    /**
     * How many sessions are guarded.
     *
     * @return the number of open ones
     */
    public int size() {
        return sessions.size();
    }

    /**
     * How many sessions wait to be closed, with their gates shut.
     *
     * @return the number
     */
    public int waiting() {
        return sessions.closings().waiting();
    }

    private void startTicking() {
        if (ticking.compareAndSet(false, true)) {
            scheduleTick();
        }
    }

    private void scheduleTick() {
        try {
            timer = execution.after(TICK, this::tick);
            if (closed) {
                cancelTimer();
            }
        } catch (RuntimeException | OutOfMemoryError shutDown) { // or there is no thread to be had
            ticking.set(false);
            log.error(
                    "sessions are shut but not closed any more, the scheduler refuses: {}",
                    Redaction.describe(shutDown));
        }
    }

    private void tick() {
        try {
            for (GuardedEntry entry : sessions.tick()) {
                forgetIfGone(entry);
            }
            sessions.closings().workOn();
        } finally {
            goOn();
        }
    }

    private void forgetIfGone(GuardedEntry entry) {
        try {
            if (!entry.handle().isOpen()) {
                entry.ended();
            }
        } catch (RuntimeException bug) {
            log.warn("a session does not tell whether it is open: {}", Redaction.describe(bug));
        }
    }

    private void goOn() {
        if (closed) {
            return;
        }
        ticking.set(false);
        if (sessions.size() > 0 || !sessions.closings().isEmpty()) {
            startTicking();
        }
    }

    private void cancelTimer() {
        Execution.Timer scheduled = timer;
        if (scheduled != null) {
            scheduled.cancel();
        }
    }

    /**
     * Shuts all gates and forgets all sessions, whose closing is their container's matter; ends the feeds' subscriptions and the
     * guard's thread. May be called twice.
     */
    @Override
    public void close() {
        closed = true;
        List<Runnable> ended;
        synchronized (subscriptions) {
            ended = List.copyOf(subscriptions);
            subscriptions.clear();
        }
        sessions.close();
        cancelTimer();
        stopTimer.run();
        ended.forEach(SessionGuard::unsubscribe);
    }

    /** A feed that cannot let go keeps a subscriber that takes nothing any more; the others are left all the same. */
    private static void unsubscribe(Runnable subscription) {
        try {
            subscription.run();
        } catch (RuntimeException bug) {
            log.warn("a feed did not end a subscription: {}", Redaction.describe(bug));
        }
    }

    private void onEvent(AuthEvent event) {
        if (event instanceof AuthEvent.DegradedAdmissionJudged judged && !judged.confirmed()) {
            sessions.shut(judged);
            sessions.closings().workOn();
        }
    }

    void listen(List<RevocationFeed> feeds) {
        subscriptions.add(authenticator.observer().subscribe(this::onEvent));
        for (RevocationFeed feed : feeds) {
            subscriptions.add(feed.subscribe(this)::close);
        }
    }
}
