package io.handclasp.websocket.verifiers;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;

/** JSON objects (RFC 8259) out of the hands of strangers. */
final class StrictJson {
    private StrictJson() {}

    /**
     * Reads a text that is one JSON object; empty for anything else. The parser's message is not kept, since it may quote the
     * text. The parser itself would also take {@code null}, and an array of pairs for an object.
     */
    static Optional<Map<String, Object>> object(String text) {
        if (!text.stripLeading().startsWith("{")) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(JSONObjectUtils.parse(text));
        } catch (ParseException notAnObject) {
            return Optional.empty();
        }
    }
}
