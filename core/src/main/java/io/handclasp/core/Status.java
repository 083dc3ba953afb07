package io.handclasp.core;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collector;

/**
 * What is known about one thing that was looked at, or about many of them taken together.
 *
 * <p>A failure is never mixed with the inability to judge: {@link #FAIL} says that the thing is broken, {@link #UNKNOWN}
 * that nobody can tell.
 */
public enum Status {
    /** It was looked at and is in order. */
    PASS,
    /** It was looked at and works, but somebody should attend to it. */
    WARN,
    /** It was looked at and is broken. */
    FAIL,
    /** It could not be judged: the check itself broke, ran out of time or had no data. */
    UNKNOWN,
    /** It was left out on purpose; the reason stands next to the status. */
    SKIPPED,
    /** It could not be looked at because something it depends on did not pass. */
    BLOCKED;

    /**
     * Tells whether the thing was looked at and judged.
     *
     * @return true for {@link #PASS}, {@link #WARN} and {@link #FAIL}
     */
    public boolean ran() {
        return this == PASS || this == WARN || this == FAIL;
    }

    /**
     * Takes many statuses together. The first rule that fits decides:
     *
     * <ol>
     *   <li>any {@link #FAIL} makes {@link #FAIL};
     *   <li>any {@link #UNKNOWN} or {@link #BLOCKED} makes {@link #UNKNOWN};
     *   <li>any {@link #WARN} makes {@link #WARN};
     *   <li>any {@link #PASS} makes {@link #PASS}, whatever was skipped beside it;
     *   <li>nothing at all, or only {@link #SKIPPED}, makes {@link #UNKNOWN}: no data is never a pass.
     * </ol>
     *
     * @param statuses the statuses to take together; may be empty
     * @return the status of the whole; never {@link #SKIPPED} or {@link #BLOCKED}
     */
    public static Status aggregate(Collection<Status> statuses) {
        return statuses.stream().collect(toAggregate());
    }

    /**
     * Takes many statuses together, as the end of a stream.
     *
     * @return a collector that follows the rules of {@link #aggregate(Collection)}
     */
    public static Collector<Status, ?, Status> toAggregate() {
        return Collector.of(
                () -> EnumSet.noneOf(Status.class),
                Set::add,
                (left, right) -> {
                    left.addAll(right);
                    return left;
                },
                Status::ofSeen,
                Collector.Characteristics.UNORDERED);
    }

    private static Status ofSeen(Set<Status> seen) {
        if (seen.contains(FAIL)) {
            return FAIL;
        }
        if (seen.contains(UNKNOWN) || seen.contains(BLOCKED)) {
            return UNKNOWN;
        }
        if (seen.contains(WARN)) {
            return WARN;
        }
        return seen.contains(PASS) ? PASS : UNKNOWN;
    }
}
