package io.handclasp.drift.trend;

/** Where a series is going. */
public enum TrendVerdict {
    /** Drift shrinks. */
    IMPROVING,
    /** Neither growth nor shrinking beyond the dead-band was shown. */
    STABLE,
    /** Drift grows. */
    WORSENING,
    /** There are too few runs to tell; it says nothing about the drift. */
    INSUFFICIENT_DATA
}
