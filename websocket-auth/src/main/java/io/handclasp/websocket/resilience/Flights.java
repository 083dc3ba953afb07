package io.handclasp.websocket.resilience;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.handclasp.core.concurrent.Stages;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The questions that are being asked now, at most one for each token and so many in all. Thread-safe. */
final class Flights {
    private static final int MOST_FAILED = 10_000;

    private final boolean shared;
    private final int maxPending;
    private final Duration budget;
    private final TimeSource timeSource;
    private final Judge judge;
    private final Arrival arrival;
    private final Runnable shed;
    private final ConcurrentMap<TokenKey, Flight> flying = new ConcurrentHashMap<>();
    private final AtomicInteger pending = new AtomicInteger();
    private final Cache<TokenKey, Boolean> failedLately;

    /** Asks the judge. */
    @FunctionalInterface
    interface Judge {
        CompletableFuture<Verification> ask(TokenKey key, BearerToken token, Flight flight);
    }

    /** Is told each verdict before anybody else. */
    @FunctionalInterface
    interface Arrival {
        void arrived(TokenKey key, BearerToken token, Verification verdict, Flight flight);
    }

    /**
     * A place on a flight.
     *
     * @param flight the flight
     * @param joined whether another had started it
     */
    record Boarding(Flight flight, boolean joined) {}

    Flights(ResiliencePolicy policy, TimeSource timeSource, Judge judge, Arrival arrival, Runnable shed) {
        this.shared = policy.cache().sharedFlights();
        this.maxPending = policy.admission().maxPending();
        this.budget = policy.judgingTime();
        this.timeSource = timeSource;
        this.judge = judge;
        this.arrival = arrival;
        this.shed = shed;
        this.failedLately = Caffeine.newBuilder()
                .maximumSize(MOST_FAILED)
                .expireAfterWrite(policy.breaker().window())
                .ticker(timeSource::nanoTime)
                .executor(Runnable::run)
                .build();
    }

    /** Joins the flight that is under way for a token, or starts one. */
    Boarding board(TokenKey key, BearerToken token) {
        return board(key, token, true);
    }

    /** Joins the flight that is under way for a token, or starts one that other nodes' verdicts answer only if they may. */
    Boarding board(TokenKey key, BearerToken token, boolean mayBeShared) {
        Flight mine = new Flight(
                Deadline.after(budget, timeSource), timeSource, failedLately.getIfPresent(key) == null, mayBeShared);
        if (shared) {
            Flight other = flying.putIfAbsent(key, mine);
            if (other != null && !other.deadline().isExpired()) {
                return new Boarding(other, true);
            }
            if (other != null) {
                flying.put(key, mine); // the other should have ended: it is of no use to anybody any more
            }
        }
        start(key, token, mine);
        return new Boarding(mine, false);
    }

    private void start(TokenKey key, BearerToken token, Flight flight) {
        if (pending.incrementAndGet() > maxPending) {
            land(key, token, flight, null, tooMany());
            shed.run();
            return;
        }
        CompletableFuture<Verification> asked;
        try {
            asked = judge.ask(key, token, flight);
        } catch (RuntimeException | Error bug) {
            land(key, token, flight, null, bug);
            return;
        }
        Stages.onDone(asked, (verdict, failure) -> land(key, token, flight, verdict, failure));
    }

    private VerifierUnavailableException tooMany() {
        return new VerifierUnavailableException(
                UnavailableReason.SHED, "more than " + maxPending + " questions would be open at once");
    }

    /** What is learnt is remembered before the flight ends: who comes later finds the one or the other. */
    private void land(
            TokenKey key,
            BearerToken token,
            Flight flight,
            @Nullable Verification verdict,
            @Nullable Throwable failure) {
        try {
            if (verdict != null) {
                arrival.arrived(key, token, verdict, flight);
            }
        } finally {
            pending.decrementAndGet();
            if (failure instanceof VerifierUnavailableException unavailable
                    && unavailable.reason().counted()
                    && flight.countsFailures()) {
                // The same token again says nothing new within the breaker's window: one that the auth service stumbles
                // over must not open a breaker. After that it counts once more, or an outage would be forgotten.
                failedLately.put(key, true);
            }
            if (shared) {
                flying.remove(key, flight);
            }
            if (verdict != null) {
                flight.verdict().complete(verdict);
            } else {
                flight.verdict()
                        .completeExceptionally(
                                failure == null ? new IllegalStateException("neither verdict nor failure") : failure);
            }
        }
    }

    int pending() {
        return pending.get();
    }
}
