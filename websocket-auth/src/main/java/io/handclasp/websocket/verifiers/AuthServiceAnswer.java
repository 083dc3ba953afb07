package io.handclasp.websocket.verifiers;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a validation endpoint answered, for an {@link AuthServiceMapper} to read. Immutable. {@link #toString()} shows the
 * status only, since the body may hold claims.
 *
 * @param status 200, 401 or 403; other answers are no verdict, and no mapper is asked about them
 * @param json the body, when it is a JSON object: strings, numbers, booleans, lists, maps
 * @param body the body as text
 */
public record AuthServiceAnswer(int status, Optional<Map<String, Object>> json, String body) {
    /** Refuses missing parts. */
    public AuthServiceAnswer {
        Objects.requireNonNull(json, "json");
        Objects.requireNonNull(body, "body");
    }

    /**
     * A member of the JSON body that is a string.
     *
     * @param name the member's name
     * @return its value; empty when the body is no JSON object, or has no such member, or it is no string
     */
    public Optional<String> text(String name) {
        return json.map(members -> members.get(name))
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }

    @Override
    public String toString() {
        return "AuthServiceAnswer[" + status + "]";
    }
}
