package io.handclasp.examples.soak;

import io.handclasp.core.concurrent.NamedThreads;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.observe.AuthEvent;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** One round after the other: load under changing moods, then everybody leaves, and what is left is counted. */
final class Rounds implements AutoCloseable {
    private static final TimeSource CLOCK = TimeSource.system();
    /** A visit that began at the end of a round takes no longer: a trouble, a stay until the token's end, and patience. */
    private static final Duration LAST_VISITS = Duration.ofMinutes(1);

    private static final Duration REST = Duration.ofSeconds(15);
    private static final int LOOK_AGAIN_MILLIS = 50;
    private static final int SETTLED_LOOKS = 10;
    private static final int CLIENT_THREADS = 4;

    private final SoakSettings settings;
    private final SoakSystem system;
    private final Ledger ledger;
    private final ExecutorService clientThreads =
            Executors.newFixedThreadPool(CLIENT_THREADS, NamedThreads.daemon("soak-client"));
    private final ExecutorService userThreads;
    private final List<User> users = new ArrayList<>();
    private int rounds;

    Rounds(SoakSettings settings, SoakSystem system, Ledger ledger) {
        this.settings = settings;
        this.system = system;
        this.ledger = ledger;
        this.userThreads = Executors.newFixedThreadPool(settings.users(), NamedThreads.daemon("soak-user"));
        HttpClient client = HttpClient.newBuilder().executor(clientThreads).build();
        for (int i = 0; i < settings.users(); i++) {
            users.add(new User(
                    "user-" + i, settings.seed() + i, system.tokens(), system.chats(), system.moods(), ledger, client));
        }
    }

    /** One round; afterwards nothing is under way. */
    Held run() throws InterruptedException {
        rounds++;
        CountDownLatch end = new CountDownLatch(1);
        List<Future<?>> coming = new ArrayList<>();
        system.watchers().drift(true);
        system.tokens().publishNextKey();
        system.moods().begin();
        for (User user : users) {
            coming.add(userThreads.submit(() -> user.comeUntil(end)));
        }
        halfRound(end);
        system.watchers().drift(false);
        system.tokens().useNextKey();
        halfRound(end);
        end.countDown();
        system.moods().calm();
        finish(coming, Deadline.after(LAST_VISITS, CLOCK));
        rest();
        return Held.now();
    }

    private void halfRound(CountDownLatch end) throws InterruptedException {
        boolean unused = end.await(settings.round().toMillis() / 2, TimeUnit.MILLISECONDS);
    }

    private void finish(List<Future<?>> coming, Deadline limit) throws InterruptedException {
        for (Future<?> each : coming) {
            try {
                each.get(limit.remainingNanos(), TimeUnit.NANOSECONDS);
            } catch (ExecutionException failure) {
                throw new IllegalStateException("a client failed", failure.getCause());
            } catch (TimeoutException stuck) {
                ledger.violation("a client was not done " + LAST_VISITS + " after the end of its round");
            }
        }
    }

    private void rest() throws InterruptedException {
        for (GuardedChat chat : system.chats()) {
            await("sessions left", () -> chat.sessions() == 0, chat::sessions);
            await(
                    "handshakes without an outcome",
                    () -> chat.counts().begun() == chat.counts().decided(),
                    () -> chat.counts().begun() - chat.counts().decided());
        }
        await(
                "drifts not told",
                () -> system.watchers().appeared() == rounds,
                () -> rounds - system.watchers().appeared());
        await(
                "drifts not resolved",
                () -> system.watchers().resolved() == rounds,
                () -> rounds - system.watchers().resolved());
        system.moods().hangUp();
        awaitDescriptors();
        ledger.reconcile(sum(ServerCounts::begun), sum(ServerCounts::decided), sum(ServerCounts::repeated), outcomes());
        system.chats().forEach(chat -> chat.counts().forgetVisits());
    }

    private void await(String what, BooleanSupplier done, Supplier<Number> left) throws InterruptedException {
        Deadline limit = Deadline.after(REST, CLOCK);
        CountDownLatch never = new CountDownLatch(1);
        while (!done.getAsBoolean()) {
            if (limit.isExpired()) {
                ledger.violation(what + " " + REST + " after everybody had gone: " + left.get());
                return;
            }
            boolean unused = never.await(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Until as many are open as a moment ago, and a moment before. */
    private void awaitDescriptors() throws InterruptedException {
        Deadline limit = Deadline.after(REST, CLOCK);
        CountDownLatch never = new CountDownLatch(1);
        long last = Held.descriptorsNow();
        for (int same = 0; same < SETTLED_LOOKS && !limit.isExpired(); ) {
            boolean unused = never.await(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            long now = Held.descriptorsNow();
            same = now == last ? same + 1 : 0;
            last = now;
        }
    }

    private long sum(ToLongFunction<ServerCounts> number) {
        return system.chats().stream()
                .map(GuardedChat::counts)
                .mapToLong(number)
                .sum();
    }

    private Map<AuthEvent.Outcome, Long> outcomes() {
        Map<AuthEvent.Outcome, Long> sums = new EnumMap<>(AuthEvent.Outcome.class);
        for (AuthEvent.Outcome outcome : AuthEvent.Outcome.values()) {
            sums.put(outcome, sum(counts -> counts.decided(outcome)));
        }
        return sums;
    }

    @Override
    public void close() {
        userThreads.shutdownNow();
        clientThreads.shutdownNow();
    }
}
