package io.handclasp.probes;

/**
 * What a probe decides. The kinds are those of Kubernetes and of MicroProfile Health, where each of them has an endpoint of
 * its own.
 */
public enum ProbeKind {
    /** Whether this process works at all. One that does not is restarted, so a remote dependency has no say in it. */
    LIVENESS,
    /** Whether this process can do its work now. One that cannot gets no requests for a while. */
    READINESS,
    /** Whether this process has begun to work. Until then nobody asks for the other two. */
    STARTUP
}
