package io.handclasp.drift.history;

/** What became of a finding, as of the newest run that could tell. */
public enum LifePhase {
    /** It is there for the first time. */
    FIRST_SEEN,
    /** It is there, and was there before. */
    RECURRING,
    /** It was there, and is not there any more. */
    RESOLVED,
    /** It comes and goes, so often that neither its coming nor its going is news; see {@link FlapPolicy}. */
    FLAPPING
}
