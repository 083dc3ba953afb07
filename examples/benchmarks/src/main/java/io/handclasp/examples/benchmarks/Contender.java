package io.handclasp.examples.benchmarks;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who verifies tokens here. A class of one is not loaded before it is asked for: a run of one needs no other's jars. */
enum Contender {
    HANDCLASP("**Handclasp**"),
    AUTH0("Auth0 java-jwt"),
    NIMBUS("Nimbus"),
    JOSE4J("jose4j"),
    SPRING("Spring Security"),
    SMALLRYE("SmallRye JWT");

    private final String title;

    Contender(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** The name of its directory in {@code peers}. */
    String directory() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Whether it verifies with this algorithm as its documentation shows. Auth0 has no EdDSA, Nimbus needs a further library
     * and code of the host's own for it, and Spring has no name for it.
     */
    boolean takes(Algorithm algorithm) {
        return algorithm != Algorithm.EdDSA || this == HANDCLASP || this == JOSE4J || this == SMALLRYE;
    }

    Peer newPeer(IssuerKey key) throws Exception {
        return newPeer(key, null);
    }

    /** The provider is for Handclasp alone; the others take what the JVM has. */
    Peer newPeer(IssuerKey key, @Nullable Provider provider) throws Exception {
        if (!takes(key.algorithm())) {
            throw new GeneralSecurityException(title + " does not verify with " + key.algorithm());
        }
        return switch (this) {
            case HANDCLASP -> HandclaspPeer.of(key, provider);
            case AUTH0 -> Auth0Peer.of(key);
            case NIMBUS -> NimbusPeer.of(key);
            case JOSE4J -> Jose4jPeer.of(key);
            case SPRING -> SpringPeer.of(key);
            case SMALLRYE -> SmallRyePeer.of(key);
        };
    }
}
