package io.handclasp.examples.benchmarks.health;

import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The same checks run by Handclasp and by other libraries: how long they take, what one that never returns does to the others,
 * and what three questions a second cost. Prints a table in Markdown; takes about nine minutes.
 */
public final class HealthChecks {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration POLLED_FOR = Duration.ofSeconds(10);

    private static final Duration DEADLINE = Duration.ofMillis(500);

    private final int checks;
    private final Duration wait;
    private final Duration limit;
    private final Duration polledFor;
    private final Duration deadline;
    private final PrintStream out;

    HealthChecks(int checks, Duration wait, Duration limit, Duration polledFor, Duration deadline, PrintStream out) {
        this.checks = checks;
        this.wait = wait;
        this.limit = limit;
        this.polledFor = polledFor;
        this.deadline = deadline;
        this.out = out;
    }

    /**
     * Runs it.
     *
     * @param args none, or parts of the names of those to run
     * @throws InterruptedException when interrupted
     */
    public static void main(String[] args) throws InterruptedException {
        new HealthChecks(200, Duration.ofMillis(100), LIMIT, POLLED_FOR, DEADLINE, System.out).run(args);
    }

    static Map<String, Contestant.Setup> contestants(Duration deadline) {
        Map<String, Contestant.Setup> all = new LinkedHashMap<>();
        all.put(
                "**Handclasp**, deadline " + deadline.toMillis() + " ms",
                load -> new HandclaspContestant(load, deadline));
        all.put("Spring Boot Actuator", SpringContestant::new);
        all.put("SmallRye Health", SmallRyeContestant::new);
        all.put("Dropwizard, one after another", load -> new DropwizardContestant(load, false));
        all.put("Dropwizard, on a pool", load -> new DropwizardContestant(load, true));
        return all;
    }

    void run(String... names) throws InterruptedException {
        out.printf(
                Locale.ROOT,
                "%d checks that each wait %d ms; a pool of %d where one is taken; an answer counts within %d s; polled 3 times a"
                        + " second for %d s.%n%n",
                checks,
                wait.toMillis(),
                checks,
                limit.toSeconds(),
                polledFor.toSeconds());
        out.println("| who | all answer | healthy | one hangs: first answer | healthy | second answer | healthy"
                + " | polled: answered in time | median | longest | checks started | threads that waited at once |");
        out.println("|---|---|---|---|---|---|---|---|---|---|---|---|");
        for (Map.Entry<String, Contestant.Setup> contestant :
                contestants(deadline).entrySet()) {
            if (names.length == 0 || matches(contestant.getKey(), names)) {
                out.println(row(contestant.getKey(), contestant.getValue()));
            }
        }
    }

    private static boolean matches(String contestant, String... names) {
        for (String name : names) {
            if (contestant.contains(name)) {
                return true;
            }
        }
        return false;
    }

    private String row(String name, Contestant.Setup setup) throws InterruptedException {
        return "| " + name + " | " + plain(setup) + " | " + hung(setup) + " | " + polled(setup) + " |";
    }

    private String plain(Contestant.Setup setup) throws InterruptedException {
        Load load = new Load(checks, wait, false);
        try (Contestant contestant = setup.with(load)) {
            // The first answer loads classes and starts the pool's threads.
            Poll warm = Poll.start(contestant);
            warm.await(limit);
            return settled(contestant).text();
        }
    }

    private String hung(Contestant.Setup setup) throws InterruptedException {
        Load load = new Load(checks, wait, true);
        try (Contestant contestant = setup.with(load)) {
            Poll first = Poll.start(contestant);
            first.await(limit);
            String firstText = first.text();
            Poll second = settled(contestant);
            load.release();
            first.await(limit.multipliedBy(2));
            second.await(limit.multipliedBy(2));
            return firstText + " | " + second.text();
        }
    }

    /** A poll after whatever is kept of the one before has grown old. */
    private Poll settled(Contestant contestant) throws InterruptedException {
        Poll.pause(Duration.ofMillis(1_100));
        Poll poll = Poll.start(contestant);
        poll.await(limit);
        poll.freeze();
        return poll;
    }

    private String polled(Contestant.Setup setup) throws InterruptedException {
        Load load = new Load(checks, wait, false);
        try (Contestant contestant = setup.with(load)) {
            Pollers pollers = new Pollers(contestant, polledFor, limit);
            return pollers.run() + " | " + load.starts() + " | " + pollers.mostAtOnce();
        }
    }
}
