package io.handclasp.validator.hosts;

import io.handclasp.core.testing.ThreadCensus;
import io.handclasp.validator.model.CheckState;
import io.handclasp.validator.model.ValidationReport;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What runs leave behind in this process: threads, of which each timer needs one, and descriptors, of which each socket needs one. */
final class Leftovers {
    private static final int RUNS = 2;
    private static final File DESCRIPTORS = new File("/proc/self/fd");

    private Leftovers() {}

    /**
     * Sockets, pipes, and what timers and selectors wait on. No files: this process may open a jar at any time. Where the system does
     * not tell, always none.
     */
    private static long descriptors() {
        String[] open = DESCRIPTORS.list();
        return open == null ? 0 : Stream.of(open).filter(Leftovers::isNoFile).count();
    }

    private static boolean isNoFile(String descriptor) {
        try {
            return !Files.readSymbolicLink(DESCRIPTORS.toPath().resolve(descriptor))
                    .toString()
                    .startsWith("/");
        } catch (IOException closedSince) {
            return false;
        }
    }

    /**
     * Runs several times and looks after each. What a busy machine may bring about by itself is looked at once more: what a run leaves
     * or changes is there again.
     *
     * @throws AssertionError when anything is left, or when the runs were not as they should be
     */
    static String check(Supplier<ValidationReport> run) {
        ValidationReport first = run.get();
        List<String> odd = odd(run, first);
        if (!odd.isEmpty()) {
            first = run.get();
            odd = odd(run, first);
        }
        require(odd.isEmpty(), String.valueOf(odd));
        require(first.check("hangs").orElseThrow().state() == CheckState.TIMED_OUT, "it did not hang");
        require(first.check("drill.given-up").orElseThrow().state() == CheckState.TIMED_OUT, "no drill was given up");
        require(first.check("drill.kept").orElseThrow().state() == CheckState.PASSED, "no drill passed");
        require(first.check("auth.breaker-opens").orElseThrow().state() == CheckState.PASSED, "nothing was rehearsed");
        require(first.check("vpc.orders.open").orElseThrow().state() == CheckState.PASSED, "no socket was opened");
        return "nothing is left after " + RUNS + " runs of " + first.checks().size() + " checks";
    }

    /** The first run has loaded classes from jars, and started what the host's own parts keep. */
    private static List<String> odd(Supplier<ValidationReport> run, ValidationReport first) {
        List<String> odd = new ArrayList<>();
        ThreadCensus census = ThreadCensus.take();
        long before = descriptors();
        for (int i = 0; i < RUNS; i++) {
            ValidationReport report = run.get();
            // Nobody waits here: what ends a little later is still left.
            List<String> threads = census.added().stream()
                    .filter(Thread::isAlive)
                    .map(Thread::getName)
                    .filter(name -> name.startsWith("handclasp"))
                    .toList();
            require(threads.isEmpty(), "threads: " + threads);
            if (!states(report).equals(states(first))) {
                odd.add("another outcome: " + states(report) + " after " + states(first));
            }
        }
        census.assertNoneLeft(Duration.ofSeconds(10));
        long left = descriptors() - before;
        if (left > 0) {
            odd.add("descriptors: " + left);
        }
        return odd;
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
