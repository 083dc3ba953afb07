package io.handclasp.examples.benchmarks.storm;

import io.handclasp.core.concurrent.NamedThreads;
import io.handclasp.core.statistics.Sample;
import io.handclasp.core.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handshakes that arrive at random moments within one second, several of each user, some with a forged token. A client that is
 * told to try again comes back, and again, until it is admitted or the run is over.
 *
 * @param users how many users
 * @param handshakes how many handshakes
 * @param forgedShare the share of them that bring a forged token
 * @param within the time in which they arrive
 * @param patience how long a run lasts at most
 */
@SuppressWarnings("FutureReturnValueIgnored") // a task that fails shows in the counts of the run
record Storm(int users, int handshakes, double forgedShare, Duration within, Duration patience) {
    private static final Logger log = LoggerFactory.getLogger(Storm.class);
    private static final TimeSource CLOCK = TimeSource.system();
    /** Two stray answers of a hundred do not keep a service from being back. */
    private static final double BACK_SHARE = 0.99;

    /** The storm that docs/benchmarks.md shows. */
    static Storm standard() {
        return new Storm(2_000, 10_000, 0.02, Duration.ofSeconds(1), Duration.ofSeconds(20));
    }

    StormResult run(Contestant contestant, StormAuthService service, Scenario scenario, StormTokens tokens, long seed) {
        ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(2, NamedThreads.daemon("clients"));
        timers.setRemoveOnCancelPolicy(true);
        List<StormClient> clients = new ArrayList<>(handshakes);
        Random random = new Random(seed);
        int callsBefore = service.calls();
        HeapWatch heap = HeapWatch.start(timers);
        CountDownLatch settled = new CountDownLatch(handshakes);
        try {
            scenario.begin(service, timers);
            long startNanos = CLOCK.nanoTime();
            for (int i = 0; i < handshakes; i++) {
                int user = i % users;
                boolean forged = random.nextDouble() < forgedShare;
                StormClient client = new StormClient(
                        contestant,
                        forged ? tokens.forged(user) : tokens.good(user),
                        forged ? "" : "user-" + user,
                        startNanos + patience.toNanos(),
                        timers,
                        settled);
                clients.add(client);
                timers.schedule(client::knock, random.nextLong(within.toNanos()), TimeUnit.NANOSECONDS);
            }
            await(settled);
            return result(clients, startNanos, service, callsBefore, heap.peakMebibytes());
        } finally {
            timers.shutdownNow();
        }
    }

    private void await(CountDownLatch settled) {
        try {
            // Who has no answer by then counts as lost: there are contestants that take a minute for one.
            boolean all = settled.await(patience.plusSeconds(15).toMillis(), TimeUnit.MILLISECONDS);
            log.debug("each client has its answer: {}", all);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the storm was interrupted", interrupted);
        }
    }

    private StormResult result(
            List<StormClient> clients, long startNanos, StormAuthService service, int callsBefore, long heap) {
        List<StormClient> good =
                clients.stream().filter(client -> !client.isForger()).toList();
        int firstTime = (int) good.stream().filter(StormClient::admittedAtOnce).count();
        List<Duration> times = clients.stream()
                .filter(StormClient::answered)
                .map(StormClient::firstAnswer)
                .toList();
        List<Long> admitted = good.stream()
                .filter(StormClient::admitted)
                .map(client -> client.admittedNanos() - startNanos)
                .sorted()
                .toList();
        int needed = (int) Math.ceil(good.size() * BACK_SHARE);
        return new StormResult(
                good.size(),
                firstTime,
                (int) good.stream().filter(StormClient::wronglyRefused).count(),
                (int) clients.stream().filter(StormClient::wronglyAdmitted).count(),
                clients.stream().mapToInt(StormClient::lostOrDoubled).sum(),
                Sample.ofNanos(times),
                service.calls() - callsBefore,
                service.model().peak(),
                admitted.size() < needed ? Duration.ZERO : Duration.ofNanos(admitted.get(needed - 1)),
                heap);
    }
}
