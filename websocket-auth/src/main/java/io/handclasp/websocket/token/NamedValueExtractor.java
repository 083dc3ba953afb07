package io.handclasp.websocket.token;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tokens that stand as the value of a name: cookies and query parameters. */
final class NamedValueExtractor {
    private NamedValueExtractor() {}

    /** The one token among the values of a name. Every value counts: none is passed over because another is good. */
    static Extraction token(List<String> values, TokenSource source, String place) {
        @Nullable BearerToken first = null;
        boolean differs = false;
        for (String value : values) {
            Optional<BearerToken> token = BearerToken.parse(value);
            if (token.isEmpty()) {
                return new Extraction.Malformed("the " + place + " is no b64token");
            }
            differs |= first != null && !first.equals(token.get());
            first = first == null ? token.get() : first;
        }
        if (differs) {
            return new Extraction.Ambiguous(Set.of(source));
        }
        return first == null ? new Extraction.Missing() : new Extraction.Found(first, source, Optional.empty());
    }
}
