package io.handclasp.websocket.token;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An offer of subprotocols with what the conventions say of each element. Neither it nor an element may be printed. */
final class OfferReading {
    private final List<Element> elements;

    OfferReading(List<Element> elements) {
        this.elements = elements;
    }

    /** An offered element, what it is, and the name of the convention that says so. */
    static final class Element {
        private final String text;
        private final SubprotocolClaim claim;
        private final String convention;

        Element(String text, SubprotocolClaim claim, String convention) {
            this.text = text;
            this.claim = claim;
            this.convention = convention;
        }

        private boolean isMarker() {
            return claim instanceof SubprotocolClaim.Marker;
        }

        private boolean isSecret() {
            return !isMarker() && !(claim instanceof SubprotocolClaim.Unrelated);
        }
    }

    /** The token of the offer, if there is one and only one; what is malformed comes first. */
    Extraction extraction() {
        BearerToken token = null;
        boolean differs = false;
        Set<String> conventions = new HashSet<>();
        boolean repeated = false;
        for (Element element : elements) {
            if (element.claim instanceof SubprotocolClaim.Malformed malformed) {
                return new Extraction.Malformed(malformed.reason());
            }
            if (element.claim instanceof SubprotocolClaim.Marker marker
                    && marker.problem().isPresent()) {
                return new Extraction.Malformed(marker.problem().get());
            }
            if (element.claim instanceof SubprotocolClaim.Carries carries) {
                differs |= token != null && !token.equals(carries.token());
                token = token == null ? carries.token() : token;
                repeated |= !conventions.add(element.convention);
            }
        }
        if (token == null) {
            return new Extraction.Missing();
        }
        if (differs) {
            return new Extraction.Ambiguous(Set.of(TokenSource.SUBPROTOCOL));
        }
        // One token by two conventions is a client that tries both; twice by one convention is nobody's.
        return repeated
                ? new Extraction.Malformed("a token is offered twice by the same convention")
                : new Extraction.Found(token, TokenSource.SUBPROTOCOL, answer(List.of()));
    }

    /**
     * The protocol to answer: the host's first that was offered, else the first marker that was offered, else none. Nothing
     * that carries a token, or holds one in itself, is answered.
     */
    Optional<String> answer(List<String> supported) {
        return answer(List.of(this), supported);
    }

    /** The answer to one offer that was read by several registries: what any of them calls secret is not answered. */
    static Optional<String> answer(List<OfferReading> readings, List<String> supported) {
        for (String candidate : supported) {
            if (readings.stream().allMatch(reading -> reading.isOfferedAsProtocol(candidate))
                    && isSafe(readings, candidate)) {
                return Optional.of(candidate);
            }
        }
        for (OfferReading reading : readings) {
            for (Element element : reading.elements) {
                if (element.isMarker() && isSafe(readings, element.text)) {
                    return Optional.of(element.text);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isSafe(List<OfferReading> readings, String candidate) {
        return readings.stream().noneMatch(reading -> reading.holdsSecret(candidate));
    }

    private boolean isOfferedAsProtocol(String candidate) {
        for (Element element : elements) {
            if (element.claim instanceof SubprotocolClaim.Unrelated && element.text.equals(candidate)) {
                return true;
            }
        }
        return false;
    }

    private boolean holdsSecret(String candidate) {
        for (Element element : elements) {
            boolean holdsElement = element.isSecret() && candidate.contains(element.text);
            boolean holdsToken = element.claim instanceof SubprotocolClaim.Carries carries
                    && candidate.contains(carries.token().reveal());
            if (holdsElement || holdsToken) {
                return true;
            }
        }
        return false;
    }

    /** The elements that carry nothing. */
    List<String> withoutTokens() {
        return elements.stream()
                .filter(element -> !element.isSecret())
                .map(element -> element.text)
                .toList();
    }
}
