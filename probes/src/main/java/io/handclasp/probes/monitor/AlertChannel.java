package io.handclasp.probes.monitor;

import java.util.Optional;

/**
 * Decides for one cause of one probe when to tell, and when to tell that it is over. The cooldown counts from the last alert,
 * whatever happened since: a brief recovery does not reset it.
 */
final class AlertChannel {
    private final long cooldownNanos;
    private boolean active;
    private boolean told;
    private boolean everTold;
    private int toldSeverity;
    private long toldNanos;
    private long suppressed;

    /** What to tell. */
    sealed interface Notice {
        /** That it is so. */
        record Raise(boolean repeated, long suppressed) implements Notice {}

        /** That it is over. */
        record Recover() implements Notice {}
    }

    AlertChannel(long cooldownNanos) {
        this.cooldownNanos = cooldownNanos;
    }

    /** A severity of 0 says that all is well. A muted channel raises nothing, but still tells of an end. */
    Optional<Notice> update(int severity, boolean muted, long nowNanos) {
        return severity == 0 ? calm() : alarm(severity, muted, nowNanos);
    }

    private Optional<Notice> calm() {
        boolean wasTold = told;
        active = false;
        told = false;
        return wasTold ? Optional.of(new Notice.Recover()) : Optional.empty();
    }

    private Optional<Notice> alarm(int severity, boolean muted, long nowNanos) {
        boolean begins = !active;
        active = true;
        boolean cooledDown = !everTold || nowNanos - toldNanos >= cooldownNanos;
        boolean worse = everTold && severity > toldSeverity;
        if (muted || !(cooledDown || worse)) {
            suppressed += begins ? 1 : 0;
            return Optional.empty();
        }
        Notice raise = new Notice.Raise(told, suppressed);
        told = true;
        everTold = true;
        toldSeverity = severity;
        toldNanos = nowNanos;
        suppressed = 0;
        return Optional.of(raise);
    }
}
