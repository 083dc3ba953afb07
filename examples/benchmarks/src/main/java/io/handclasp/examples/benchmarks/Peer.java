package io.handclasp.examples.benchmarks;

/** A verifier of tokens, set up as its own documentation shows, for one issuer, one audience and one key that is at hand. */
@FunctionalInterface
interface Peer {
    /**
     * Verifies a token: signature, issuer, audience and expiry.
     *
     * @return whose it is
     * @throws Exception when the token is refused
     */
    String subjectOf(String token) throws Exception;
}
