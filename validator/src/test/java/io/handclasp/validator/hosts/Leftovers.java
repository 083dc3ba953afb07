package io.handclasp.validator.hosts;

import io.handclasp.core.testing.ThreadCensus;
import io.handclasp.validator.model.CheckState;
import io.handclasp.validator.model.ValidationReport;
import java.io.File;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** What runs leave behind in this process: threads, of which each timer needs one, and descriptors, of which each socket needs one. */
final class Leftovers {
    private static final int RUNS = 2;
    private static final File DESCRIPTORS = new File("/proc/self/fd");

    private Leftovers() {}

    /** Where the system does not tell, always none. */
    private static int descriptors() {
        String[] open = DESCRIPTORS.list();
        return open == null ? 0 : open.length;
    }

    /**
     * Runs several times and looks after each.
     *
     * @throws AssertionError when anything is left, or when the runs were not as they should be
     */
    static String check(Supplier<ValidationReport> run) {
        // The first one loads classes from jars, and starts what the host's own parts keep.
        ValidationReport first = run.get();
        ThreadCensus census = ThreadCensus.take();
        int before = descriptors();
        for (int i = 0; i < RUNS; i++) {
            ValidationReport report = run.get();
            // Nobody waits here: what ends a little later is still left.
            List<String> threads = census.added().stream()
                    .filter(Thread::isAlive)
                    .map(Thread::getName)
                    .filter(name -> name.startsWith("handclasp"))
                    .toList();
            require(threads.isEmpty(), "threads: " + threads);
            require(states(report).equals(states(first)), "another outcome: " + states(report));
        }
        census.assertNoneLeft(Duration.ofSeconds(10));
        int left = descriptors() - before;
        require(left <= 0, "descriptors: " + left);
        require(first.check("hangs").orElseThrow().state() == CheckState.TIMED_OUT, "it did not hang");
        require(first.check("drill.given-up").orElseThrow().state() == CheckState.TIMED_OUT, "no drill was given up");
        require(first.check("drill.kept").orElseThrow().state() == CheckState.PASSED, "no drill passed");
        require(first.check("auth.breaker-opens").orElseThrow().state() == CheckState.PASSED, "nothing was rehearsed");
        require(first.check("vpc.orders.open").orElseThrow().state() == CheckState.PASSED, "no socket was opened");
        return "nothing is left after " + RUNS + " runs of " + first.checks().size() + " checks";
    }

    private static List<String> states(ValidationReport report) {
        return report.checks().stream()
                .map(check -> check.id() + " " + check.state())
                .toList();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError("left or wrong after a run: " + otherwise);
        }
    }
}
