package io.handclasp.drift.history;

import io.handclasp.core.Status;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Runs for tests. */
final class Runs {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Runs() {}

    static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(30), TimeSource.system());
    }

    static RecordedFinding finding(String fingerprint, String status) {
        return new RecordedFinding(fingerprint, "key." + fingerprint, "ERROR", status, "differs from the baseline");
    }

    /** A run with findings that are open; the status follows from them. */
    static DriftRun run(String target, int minute, String... fingerprints) {
        return run(
                target,
                minute,
                fingerprints.length == 0 ? Status.PASS : Status.FAIL,
                IntStream.range(0, fingerprints.length)
                        .mapToObj(i -> finding(fingerprints[i], "MODIFIED"))
                        .toList());
    }

    static DriftRun run(String target, int minute, Status status, List<RecordedFinding> findings) {
        return new DriftRun(target + "-" + minute, target, START.plusSeconds(60L * minute), status, findings);
    }

    /** The run that a writer of a process of its own makes: long enough that a write has a middle. */
    static DriftRun written(String target, int number) {
        List<RecordedFinding> findings = IntStream.range(0, 20)
                .mapToObj(i -> new RecordedFinding(
                        "f" + number + "-" + i,
                        "service.setting-" + i,
                        "WARNING",
                        "MODIFIED",
                        "run " + number + " of " + target + " found that setting " + i + " differs"))
                .toList();
        return new DriftRun(target + "-" + number, target, START.plusSeconds(number), Status.FAIL, findings);
    }
}
