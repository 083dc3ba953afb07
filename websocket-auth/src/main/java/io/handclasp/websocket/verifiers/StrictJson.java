package io.handclasp.websocket.verifiers;

import io.handclasp.core.json.JsonText;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JSON objects (RFC 8259) out of the hands of strangers. */
final class StrictJson {
    /** Deeper than any claim of a real token; what recurses must end. */
    private static final int MAX_DEPTH = 32;

    private StrictJson() {}

    /**
     * Reads a text that is one JSON object; empty for anything else: a name that stands twice in one object, nesting beyond
     * {@value #MAX_DEPTH}, something behind the object. The parser's message is not kept, since it may quote the text.
     */
    static Optional<Map<String, Object>> object(String text) {
        try (JsonParser parser = JsonText.parser(text)) {
            if (!parser.hasNext() || parser.next() != JsonParser.Event.START_OBJECT) {
                return Optional.empty();
            }
            Map<String, Object> object = members(parser, 1);
            return parser.hasNext() ? Optional.empty() : Optional.of(object);
        } catch (JsonException | NoSuchElementException | IllegalStateException | NumberFormatException notJson) {
            return Optional.empty();
        }
    }

    private static Map<String, Object> members(JsonParser parser, int depth) {
        Map<String, Object> members = new LinkedHashMap<>();
        while (parser.next() != JsonParser.Event.END_OBJECT) {
            String name = parser.getString();
            Object value = value(parser, parser.next(), depth);
            if (members.containsKey(name)) {
                throw new JsonException("a name stands twice");
            }
            members.put(name, value);
        }
        return members;
    }

    private static List<Object> elements(JsonParser parser, int depth) {
        List<Object> elements = new ArrayList<>();
        JsonParser.Event event = parser.next();
        while (event != JsonParser.Event.END_ARRAY) {
            elements.add(value(parser, event, depth));
            event = parser.next();
        }
        return elements;
    }

    @SuppressWarnings(
            "NullAway") // a JSON null is kept as one: Map and List allow it, their annotations here do not say so
    private static @Nullable Object value(JsonParser parser, JsonParser.Event event, int depth) {
        if (depth > MAX_DEPTH) {
            throw new JsonException("nested too deeply");
        }
        return switch (event) {
            case START_OBJECT -> members(parser, depth + 1);
            case START_ARRAY -> elements(parser, depth + 1);
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER -> number(parser);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new JsonException("a value was expected");
        };
    }

    private static Object number(JsonParser parser) {
        String text = parser.getString();
        boolean whole = text.length() < 19 && text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0;
        return whole ? (Object) Long.parseLong(text) : (Object) Double.parseDouble(text);
    }
}
