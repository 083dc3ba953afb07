package io.handclasp.examples.soak;

import io.handclasp.core.Redaction;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A long run under faults, apart from the gate. Its exit code is 0 for PASS, 1 for FAIL, 2 when it was too short, 64 for its usage. */
public final class Soak {
    private static final TimeSource CLOCK = TimeSource.system();

    private static final int BROKEN = 70;
    private static final Logger SERVERS = Logger.getLogger("org.glassfish");

    private Soak() {}

    /** Runs with {@code --minutes}, {@code --round-seconds}, {@code --users}, {@code --seed}. */
    public static void main(String[] args) throws InterruptedException {
        SoakSettings settings;
        try {
            settings = SoakOptions.read(args);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage() + "\n" + SoakOptions.USAGE);
            System.exit(SoakOptions.EXIT_CODE);
            return;
        }
        SERVERS.setLevel(Level.WARNING);
        System.exit(exitCode(settings));
    }

    /** Whatever happens: the servers' threads would keep a process alive that nobody waits for. */
    private static int exitCode(SoakSettings settings) throws InterruptedException {
        try {
            SoakResult result = run(settings, System.out);
            System.out.println();
            System.out.println(SoakReport.write(result));
            return result.conclusion().exitCode();
        } catch (RuntimeException | Error broken) {
            System.err.println("the soak itself broke: " + Redaction.describe(broken));
            return BROKEN;
        }
    }

    static SoakResult run(SoakSettings settings, PrintStream progress) throws InterruptedException {
        Leftovers leftovers = new Leftovers();
        Ledger ledger = new Ledger();
        SoakResult result = run(settings, ledger, progress);
        for (String thread : leftovers.names()) {
            ledger.violation("a thread lives on when all is closed: " + thread);
        }
        return result;
    }

    private static SoakResult run(SoakSettings settings, Ledger ledger, PrintStream progress)
            throws InterruptedException {
        Deadline limit = Deadline.after(settings.time(), CLOCK);
        long startNanos = CLOCK.nanoTime();
        List<Held> samples = new ArrayList<>();
        int told = 0;
        try (SoakSystem system = new SoakSystem(settings, ledger);
                Rounds rounds = new Rounds(settings, system, ledger)) {
            do {
                Held held = rounds.run();
                samples.add(held);
                progress.println(line(samples.size(), ledger, held));
                ledger.violations().stream().skip(told).forEach(progress::println);
                told = ledger.violations().size();
            } while (!limit.isExpired());
            return new SoakResult(
                    Duration.ofNanos(CLOCK.nanoTime() - startNanos),
                    ledger,
                    samples,
                    system.moods().counts(),
                    system.watchers().looks(),
                    system.watchers().resolved(),
                    system.secretWatch().lines());
        }
    }

    private static String line(int round, Ledger ledger, Held held) {
        return String.format(
                Locale.ROOT,
                "round %d: %,d answered, %,d without a verdict, %d promises broken; %.1f MiB live, %d threads, %d descriptors",
                round,
                ledger.told(),
                ledger.sum(Answer.NO_VERDICT),
                ledger.violationCount(),
                held.heapBytes() / 1_048_576.0,
                held.threads(),
                held.descriptors());
    }
}
