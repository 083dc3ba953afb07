package io.handclasp.drift.history;

import java.time.Instant;
import java.util.BitSet;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The runs that could tell about one finding, oldest first: was it there? */
final class LifeTrace {
    private final BitSet there = new BitSet();
    private int length;
    private @Nullable RecordedFinding latest;
    private @Nullable Instant firstSeen;
    private @Nullable Instant lastSeen;
    private @Nullable Instant resolvedAt;

    private LifeTrace() {}

    /** Complete runs before the first that has it did not have it. */
    static LifeTrace after(int completeBefore) {
        LifeTrace trace = new LifeTrace();
        trace.length = completeBefore;
        return trace;
    }

    void there(Instant at, RecordedFinding finding) {
        there.set(length++);
        if (firstSeen == null) {
            firstSeen = at;
        }
        lastSeen = at;
        resolvedAt = null;
        latest = finding;
    }

    void gone(Instant at) {
        length++;
        if (resolvedAt == null) {
            resolvedAt = at;
        }
    }

    /** Asked only once the finding was there. */
    FindingLife life(FlapPolicy policy) {
        int changes = changes(policy.window());
        boolean present = there.get(length - 1);
        return new FindingLife(
                Objects.requireNonNull(latest),
                phase(present, changes >= policy.changes()),
                present,
                Objects.requireNonNull(firstSeen),
                Objects.requireNonNull(lastSeen),
                Optional.ofNullable(resolvedAt),
                there.cardinality(),
                changes);
    }

    private LifePhase phase(boolean present, boolean flapping) {
        if (flapping) {
            return LifePhase.FLAPPING;
        }
        if (!present) {
            return LifePhase.RESOLVED;
        }
        return there.cardinality() == 1 ? LifePhase.FIRST_SEEN : LifePhase.RECURRING;
    }

    private int changes(int window) {
        int changes = 0;
        for (int i = Math.max(1, length - window + 1); i < length; i++) {
            if (there.get(i) != there.get(i - 1)) {
                changes++;
            }
        }
        return changes;
    }
}
