package io.handclasp.websocket.token;

import io.handclasp.websocket.handshake.HandshakeRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks all of its extractors, so that a second, different token cannot hide behind the first. */
final class CombinedExtractor implements TokenExtractor {
    private final List<TokenExtractor> extractors;

    CombinedExtractor(List<TokenExtractor> extractors) {
        if (extractors.isEmpty()) {
            throw new IllegalArgumentException("extractors was empty, must name at least one");
        }
        this.extractors = List.copyOf(extractors);
    }

    @Override
    public Extraction extract(HandshakeRequest request) {
        Extraction.@Nullable Found first = null;
        Set<TokenSource> conflicting = Set.of();
        Optional<String> echo = Optional.empty();
        for (TokenExtractor extractor : extractors) {
            Extraction extraction = extractor.extract(request);
            if (extraction instanceof Extraction.Found found) {
                if (echo.isEmpty()) {
                    echo = found.subprotocolToEcho();
                }
                if (first == null) {
                    first = found;
                } else if (!first.token().equals(found.token())) {
                    conflicting = with(conflicting, first.source(), found.source());
                }
            } else if (!(extraction instanceof Extraction.Missing)) {
                return extraction;
            }
        }
        if (!conflicting.isEmpty()) {
            return new Extraction.Ambiguous(conflicting);
        }
        if (first == null) {
            return new Extraction.Missing();
        }
        return first.subprotocolToEcho().equals(echo)
                ? first
                : new Extraction.Found(first.token(), first.source(), echo);
    }

    @Override
    public List<SubprotocolConventions> subprotocolConventions() {
        return extractors.stream()
                .flatMap(extractor -> extractor.subprotocolConventions().stream())
                .distinct()
                .toList();
    }

    private static Set<TokenSource> with(Set<TokenSource> sources, TokenSource... more) {
        Set<TokenSource> all = EnumSet.copyOf(List.of(more));
        all.addAll(sources);
        return all;
    }
}
