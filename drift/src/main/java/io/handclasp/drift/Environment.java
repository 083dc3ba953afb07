package io.handclasp.drift;

/** Which environment is looked at; a baseline may have an overlay for each. */
public enum Environment {
    /** A developer's machine, or a shared system that nobody depends on. */
    DEVELOPMENT,
    /** Like production, without its users. */
    STAGING,
    /** What users depend on. */
    PRODUCTION
}
