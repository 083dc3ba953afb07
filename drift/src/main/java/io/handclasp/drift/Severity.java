package io.handclasp.drift;

/** How bad a difference is, from harmless to bad. */
public enum Severity {
    /** Worth knowing. */
    INFO,
    /** Somebody should attend to it. */
    WARNING,
    /** Users suffer, or soon will. */
    CRITICAL
}
