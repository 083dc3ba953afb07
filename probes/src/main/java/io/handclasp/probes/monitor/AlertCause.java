package io.handclasp.probes.monitor;

/** What an alert is about. Each probe has each cause once, with a cooldown of its own. */
public enum AlertCause {
    /** The probe is down, or nobody can tell. */
    STATE,
    /** The probe comes and goes. Meanwhile there are no new alerts about its state. */
    FLAPPING,
    /** The error budget is gone in two days at this rate. */
    BURN_FAST,
    /** The error budget is gone in five days at this rate. */
    BURN_MEDIUM,
    /** The error budget does not last for a month. */
    BURN_SLOW
}
