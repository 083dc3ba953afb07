package io.handclasp.websocket.token;

import java.util.List;
import java.util.Optional;

/**
 * Decides which offered subprotocol a server answers (RFC 6455, section 4.2.2). A pure function of what was offered, so
 * it can be decided before the token is judged: on Tomcat and Jetty the choice cannot be taken back later.
 */
public final class SubprotocolChoice {
    private SubprotocolChoice() {}

    /**
     * Chooses the answer by {@link SubprotocolConventions#standard()}.
     *
     * @param offered what the client offers, in its order
     * @param supported the host's own protocols, in the host's order of preference
     * @return an offered protocol that carries no token, or empty
     */
    public static Optional<String> choose(List<String> offered, List<String> supported) {
        return choose(offered, supported, SubprotocolConventions.standard());
    }

    /**
     * Chooses the answer: the host's first supported protocol that was offered, else the first offered marker of a
     * convention, such as {@code bearer} (also without a token: a browser that gets no answer fails the connection and never
     * learns why), else none. What carries a token, or stands in its place, is never answered, wherever else it stands and
     * whatever the host supports; nor is what holds the token's text in its own.
     *
     * @param offered what the client offers, in its order
     * @param supported the host's own protocols, in the host's order of preference
     * @param conventions those by which tokens are looked for
     * @return an offered protocol that carries no token, or empty
     */
    public static Optional<String> choose(
            List<String> offered, List<String> supported, SubprotocolConventions conventions) {
        return offered.isEmpty() ? Optional.empty() : conventions.read(offered).answer(supported);
    }

    /**
     * Chooses the answer by the conventions of the extractor that reads the handshake, so that the two cannot get out of step;
     * by {@link SubprotocolConventions#standard()} when it does not look into subprotocols. Of several registries each has its
     * say: what any of them withholds is not answered.
     *
     * @param offered what the client offers, in its order
     * @param supported the host's own protocols, in the host's order of preference
     * @param extractor where tokens are looked for, as {@code WebSocketAuthenticator.extractor()} tells
     * @return an offered protocol that carries no token, or empty
     */
    public static Optional<String> choose(List<String> offered, List<String> supported, TokenExtractor extractor) {
        List<SubprotocolConventions> registries = extractor.subprotocolConventions();
        if (offered.isEmpty() || registries.isEmpty()) {
            return choose(offered, supported);
        }
        return OfferReading.answer(
                registries.stream().map(registry -> registry.read(offered)).toList(), supported);
    }
}
