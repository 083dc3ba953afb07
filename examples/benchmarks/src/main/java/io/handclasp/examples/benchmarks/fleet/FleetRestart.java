package io.handclasp.examples.benchmarks.fleet;

import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.WebSocketAuthenticatorBuilder;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.Verification;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A fleet of nodes after a restart of all of them. Each user has one token and several connections (tabs, devices), which come back
 * to nodes at random; the memory of every node is empty. Counts what the auth service is asked, with each node on its own and with
 * verdicts that the nodes share. The shared cache lies in this process, so its own time is not what is measured here. Prints a
 * table.
 *
 * <pre>java -cp examples/benchmarks/target/benchmarks.jar io.handclasp.examples.benchmarks.fleet.FleetRestart</pre>
 */
public final class FleetRestart {
    private static final Duration JUDGE_TAKES = Duration.ofMillis(20);

    private final PrintStream out;
    private final int nodes;
    private final int users;
    private final int connections;

    private FleetRestart(PrintStream out, int nodes, int users, int connections) {
        this.out = out;
        this.nodes = nodes;
        this.users = users;
        this.connections = connections;
    }

    /** What one fleet came to. */
    private record Result(String fleet, long calls, long admitted, long lookups, Duration elapsed) {}

    /**
     * Runs it.
     *
     * @param arguments nodes, users and connections of each user; 50, 2,000 and 5 when not given
     * @throws InterruptedException when interrupted
     */
    public static void main(String[] arguments) throws InterruptedException {
        new FleetRestart(
                        System.out,
                        arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50,
                        arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2_000,
                        arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5)
                .run();
    }

    private void run() throws InterruptedException {
        out.printf(
                Locale.ROOT,
                "%,d nodes, %,d users with %d connections each, the auth service takes %d ms%n%n",
                nodes,
                users,
                connections,
                JUDGE_TAKES.toMillis());
        out.println(
                "| fleet | handshakes | admitted | calls of the auth service | calls per user | look-ups in the shared cache | time |");
        out.println("|---|---|---|---|---|---|---|");
        print(restart("each node on its own", null));
        print(restart("verdicts shared", new FleetCache()));
    }

    private void print(Result result) {
        out.printf(
                Locale.ROOT,
                "| %s | %,d | %,d | %,d | %.2f | %,d | %.1f s |%n",
                result.fleet(),
                (long) users * connections,
                result.admitted(),
                result.calls(),
                (double) result.calls() / users,
                result.lookups(),
                result.elapsed().toMillis() / 1e3);
    }

    private Result restart(String name, @Nullable FleetCache cache) throws InterruptedException {
        ThreadPoolExecutor executor = (ThreadPoolExecutor) Executors.newFixedThreadPool(4);
        ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
        LongAdder calls = new LongAdder();
        List<WebSocketAuthenticator> fleet = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            WebSocketAuthenticatorBuilder builder = WebSocketAuthenticator.builder()
                    .verifier(judge(calls, scheduler))
                    .execution(executor, scheduler);
            if (cache != null) {
                builder.verdictCache(cache.on(executor));
            }
            fleet.add(builder.build());
        }
        long began = TimeSource.system().nanoTime();
        long admitted = reconnect(fleet);
        Duration elapsed = Duration.ofNanos(TimeSource.system().nanoTime() - began);
        fleet.forEach(WebSocketAuthenticator::close);
        executor.shutdownNow();
        scheduler.shutdownNow();
        if (!executor.awaitTermination(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the executor did not end");
        }
        return new Result(name, calls.sum(), admitted, cache == null ? 0 : cache.lookups(), elapsed);
    }

    private static TokenVerifier judge(LongAdder calls, ScheduledExecutorService scheduler) {
        return (token, deadline) -> {
            calls.increment();
            CompletableFuture<Verification> answer = new CompletableFuture<>();
            var unused = scheduler.schedule(
                    () -> answer.complete(new Verification.Valid(
                            Identity.builder("owner-of-" + token.reveal()).build())),
                    JUDGE_TAKES.toNanos(),
                    TimeUnit.NANOSECONDS);
            return answer;
        };
    }

    /** One connection of each user after the other, in an order of chance: so do clients with random backoff. */
    private long reconnect(List<WebSocketAuthenticator> fleet) {
        Random random = new Random(1);
        long admitted = 0;
        for (int round = 0; round < connections; round++) {
            List<CompletableFuture<AuthOutcome>> open = new ArrayList<>();
            for (int user = 0; user < users; user++) {
                HandshakeRequest request = HandshakeRequest.builder()
                        .header("Authorization", "Bearer token-" + user)
                        .build();
                open.add(fleet.get(random.nextInt(nodes))
                        .authenticateAsync(request)
                        .toCompletableFuture());
            }
            for (CompletableFuture<AuthOutcome> outcome : open) {
                if (outcome.join() instanceof AuthOutcome.Authenticated) {
                    admitted++;
                }
            }
        }
        return admitted;
    }
}
