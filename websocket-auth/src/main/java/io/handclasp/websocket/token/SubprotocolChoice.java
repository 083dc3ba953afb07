package io.handclasp.websocket.token;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Decides which offered subprotocol a server answers (RFC 6455, section 4.2.2). A pure function of what was offered, so
 * it can be decided before the token is judged: on Tomcat and Jetty the choice cannot be taken back later.
 */
public final class SubprotocolChoice {
    private SubprotocolChoice() {}

    /**
     * Chooses the answer: the host's first supported protocol that was offered, else {@code bearer} when that was offered
     * (also without a token: a browser that gets no answer fails the connection and never learns why), else none. What
     * stands in a token's place is never answered, wherever else it stands and whatever the host supports.
     *
     * @param offered what the client offers, in its order
     * @param supported the host's own protocols, in the host's order of preference
     * @return an offered protocol that carries no token, or empty
     */
    public static Optional<String> choose(List<String> offered, List<String> supported) {
        String marker = BearerPairExtractor.MARKER;
        for (String candidate : supported) {
            if (offered.contains(candidate) && !candidate.equals(marker) && !isToken(candidate, offered)) {
                return Optional.of(candidate);
            }
        }
        return offered.contains(marker) ? Optional.of(marker) : Optional.empty();
    }

    private static boolean isToken(String candidate, List<String> offered) {
        return IntStream.range(1, offered.size())
                .anyMatch(place -> offered.get(place - 1).equals(BearerPairExtractor.MARKER)
                        && offered.get(place).equals(candidate));
    }
}
