package io.handclasp.examples.benchmarks.sessions;

import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.session.GuardPolicy;
import io.handclasp.websocket.session.Renewal;
import io.handclasp.websocket.session.SessionGate;
import io.handclasp.websocket.session.SessionGuard;
import io.handclasp.websocket.session.SessionHandle;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Very many guarded sessions in one process: what they take, how exactly they are closed, what happens when all end in the same
 * second, and 10,000 renewals a second. Prints a table.
 *
 * <pre>java -cp examples/benchmarks/target/benchmarks.jar io.handclasp.examples.benchmarks.sessions.SessionTable</pre>
 */
public final class SessionTable {
    private static final Pattern HINT = Pattern.compile("retry in (\\d+) s");
    private static final TimeSource TIME = TimeSource.system();

    private final PrintStream out;
    private final int sessions;
    private final Duration spread;
    private final int closesPerSecond;
    private final int renewalsPerSecond;
    private final Duration renewing;

    SessionTable(
            PrintStream out,
            int sessions,
            Duration spread,
            int closesPerSecond,
            int renewalsPerSecond,
            Duration renewing) {
        this.out = out;
        this.sessions = sessions;
        this.spread = spread;
        this.closesPerSecond = closesPerSecond;
        this.renewalsPerSecond = renewalsPerSecond;
        this.renewing = renewing;
    }

    /**
     * Runs all of it; takes about four minutes.
     *
     * @param args the number of sessions, 100,000 when there is none
     * @throws InterruptedException when somebody wants it to end
     */
    public static void main(String[] args) throws InterruptedException {
        int sessions = args.length == 0 ? 100_000 : Integer.parseInt(args[0]);
        new SessionTable(System.out, sessions, Duration.ofSeconds(120), 5_000, 10_000, Duration.ofSeconds(20)).run();
    }

    void run() throws InterruptedException {
        out.printf(Locale.ROOT, "| what | measured, %,d sessions |%n|---|---|%n", sessions);
        row("heap for each session, beyond session and identity", bytesEach() + " bytes");
        accuracy();
        burst();
        renewals();
    }

    private void row(String what, String measured) {
        out.println("| " + what + " | " + measured + " |");
    }

    /** Sessions and identities are there before and after; the guard is what is added. */
    long bytesEach() {
        Instant end = TIME.now().plus(Duration.ofHours(1));
        AuthOutcome.Authenticated[] admitted = new AuthOutcome.Authenticated[sessions];
        SessionHandle[] handles = new SessionHandle[sessions];
        for (int i = 0; i < sessions; i++) {
            int client = i;
            admitted[i] = Clients.admitted(i, end.plusMillis(i));
            handles[i] = (code, reason) -> {
                throw new IllegalStateException("client " + client + " is closed too early");
            };
        }
        try (WebSocketAuthenticator authenticator = Clients.authenticator();
                SessionGuard guard = SessionGuard.builder(authenticator).build()) {
            long before = heapInUse();
            for (int i = 0; i < sessions; i++) {
                guard.guard(admitted[i], handles[i]);
            }
            long bytes = (heapInUse() - before) / sessions;
            if (guard.size() != sessions || admitted.length != handles.length) {
                throw new IllegalStateException("guarded are " + guard.size());
            }
            return bytes;
        }
    }

    private static long heapInUse() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            memory.gc();
            least = Math.min(least, memory.getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    /** Ends are spread evenly; how late is each close, and is any gate open after its end? */
    void accuracy() throws InterruptedException {
        try (WebSocketAuthenticator authenticator = Clients.authenticator();
                SessionGuard guard = SessionGuard.builder(authenticator)
                        .policy(GuardPolicy.standard().withClosesPerSecond(closesPerSecond))
                        .build()) {
            CountDownLatch left = new CountDownLatch(sessions);
            AtomicLongArray lateNanos = new AtomicLongArray(sessions);
            LongAdder open = new LongAdder();
            Instant first = TIME.now().plusSeconds(3);
            SessionGate[] gates = new SessionGate[sessions];
            for (int i = 0; i < sessions; i++) {
                int client = i;
                Instant end = first.plusNanos(spread.toNanos() / sessions * i);
                gates[i] = guard.guard(Clients.admitted(i, end), (code, reason) -> {
                    lateNanos.set(client, Duration.between(end, TIME.now()).toNanos());
                    if (gates[client].isOpen()) {
                        open.increment();
                    }
                    left.countDown();
                });
            }
            await(left, spread.plusSeconds(60));
            row(
                    "closing, ends spread over " + spread.toSeconds() + " s: late by",
                    new Percentiles(values(lateNanos)).row());
            row("gates that were open when their session was closed", Long.toString(open.sum()));
        }
    }

    /** All end in the same second. */
    void burst() throws InterruptedException {
        try (WebSocketAuthenticator authenticator = Clients.authenticator();
                SessionGuard guard = SessionGuard.builder(authenticator)
                        .policy(GuardPolicy.standard().withClosesPerSecond(closesPerSecond))
                        .build()) {
            CountDownLatch left = new CountDownLatch(sessions);
            AtomicIntegerArray times = new AtomicIntegerArray(sessions);
            ConcurrentMap<Long, LongAdder> closed = new ConcurrentHashMap<>();
            ConcurrentMap<Long, LongAdder> backAgain = new ConcurrentHashMap<>();
            Instant end = TIME.now().plusSeconds(5);
            List<SessionGate> gates = new ArrayList<>(sessions);
            for (int i = 0; i < sessions; i++) {
                int client = i;
                gates.add(guard.guard(
                        Clients.admitted(i, end.plusNanos(1_000_000_000L / sessions * i)), (code, reason) -> {
                            long second = Duration.between(end, TIME.now()).toSeconds();
                            count(closed, second);
                            Matcher hint = HINT.matcher(reason);
                            count(backAgain, second + (hint.find() ? Long.parseLong(hint.group(1)) : 0));
                            times.incrementAndGet(client);
                            left.countDown();
                        }));
            }
            // The wall clock is read first: a pause between the two makes this later, never too early.
            Duration wait = Duration.between(TIME.now(), end.plusSeconds(1));
            long untilNanos = TIME.nanoTime() + wait.toNanos();
            while (TIME.nanoTime() - untilNanos < 0) {
                LockSupport.parkNanos(untilNanos - TIME.nanoTime());
            }
            long openAfter = gates.stream().filter(SessionGate::isOpen).count();
            await(left, Duration.ofSeconds(60L + sessions / closesPerSecond));
            row("same-second burst: gates still open at its end", Long.toString(openAfter));
            row(
                    "same-second burst at " + closesPerSecond + " closes/s: most closed in one second, in all",
                    String.format(Locale.ROOT, "%,d, over %d s", most(closed), closed.size()));
            row(
                    "same-second burst: most clients back in one second, when they wait as told",
                    String.format(Locale.ROOT, "%,d", most(backAgain)));
            long twice = 0;
            for (int i = 0; i < sessions; i++) {
                twice += times.get(i) == 1 ? 0 : 1;
            }
            row("same-second burst: sessions not closed exactly once", Long.toString(twice));
        }
    }

    private static void count(ConcurrentMap<Long, LongAdder> counts, long second) {
        counts.computeIfAbsent(second, key -> new LongAdder()).increment();
    }

    private static long most(ConcurrentMap<Long, LongAdder> counts) {
        return counts.values().stream().mapToLong(LongAdder::sum).max().orElse(0);
    }

    /** A fixed number of renewals a second, whatever becomes of them: a slow guard is not spared. */
    void renewals() throws InterruptedException {
        try (WebSocketAuthenticator authenticator = Clients.authenticator();
                SessionGuard guard = SessionGuard.builder(authenticator).build()) {
            Instant end = TIME.now().plus(Duration.ofHours(1));
            List<SessionGate> gates = new ArrayList<>(sessions);
            for (int i = 0; i < sessions; i++) {
                gates.add(guard.guard(Clients.admitted(i, end), (code, reason) -> {}));
            }
            int count = Math.toIntExact(renewalsPerSecond * renewing.toSeconds());
            AtomicLongArray latencies = new AtomicLongArray(count);
            LongAdder renewed = new LongAdder();
            Semaphore answered = new Semaphore(0);
            long startNanos = TIME.nanoTime();
            for (int i = 0; i < count; i++) {
                int turn = i;
                long dueNanos = startNanos + 1_000_000_000L / renewalsPerSecond * i;
                while (TIME.nanoTime() - dueNanos < 0) {
                    LockSupport.parkNanos(dueNanos - TIME.nanoTime());
                }
                gates.get(i % sessions)
                        .renew(Clients.token(i % sessions, 1 + i / sessions))
                        .whenComplete((renewal, bug) -> {
                            latencies.set(turn, TIME.nanoTime() - dueNanos);
                            if (renewal instanceof Renewal.Renewed) {
                                renewed.increment();
                            }
                            answered.release();
                        });
            }
            if (!answered.tryAcquire(count, 60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("renewals without an answer after 60 s");
            }
            double seconds = (TIME.nanoTime() - startNanos) / 1e9;
            row(
                    "renewals, " + renewalsPerSecond + " a second: done, of " + count,
                    String.format(Locale.ROOT, "%,d, %,.0f/s", renewed.sum(), count / seconds));
            row("renewals: from the moment at which each was due", new Percentiles(values(latencies)).row());
        }
    }

    private static long[] values(AtomicLongArray array) {
        long[] values = new long[array.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i);
        }
        return values;
    }

    private static void await(CountDownLatch left, Duration limit) throws InterruptedException {
        if (!left.await(limit.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException(left.getCount() + " sessions are not closed after " + limit);
        }
    }
}
