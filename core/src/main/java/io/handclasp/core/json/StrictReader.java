package io.handclasp.core.json;

import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one JSON object out of the hands of strangers. */
final class StrictReader {
    /** Deeper than any claim of a real token; what recurses must end. */
    static final int MAX_DEPTH = 32;

    /** Room for the claims of most tokens, so that the table need not grow. */
    private static final int TABLE = 32;

    private final JsonParser parser;
    private boolean holdsNull;

    private StrictReader(JsonParser parser) {
        this.parser = parser;
    }

    /** The object that a text is; empty when it is none. The parser's message is not kept, since it may quote the text. */
    static Optional<Map<String, Object>> read(String text) {
        // Outside of the try block: that there is no provider says nothing about the text.
        JsonParser parser = JsonText.parser(text);
        try (parser) {
            if (!parser.hasNext() || parser.next() != JsonParser.Event.START_OBJECT) {
                return Optional.empty();
            }
            Map<String, Object> object = new StrictReader(parser).members(1);
            return parser.hasNext() ? Optional.empty() : Optional.of(object);
        } catch (JsonException | NoSuchElementException | IllegalStateException | NumberFormatException notJson) {
            return Optional.empty();
        }
    }

    private Map<String, Object> members(int depth) {
        Map<String, Object> members = new LinkedHashMap<>(TABLE);
        int count = 0;
        while (parser.next() != JsonParser.Event.END_OBJECT) {
            String name = parser.getString();
            members.put(name, value(parser.next(), depth));
            count++;
            if (members.size() != count) {
                throw new JsonException("a name stands twice");
            }
        }
        return holdsNull ? Collections.unmodifiableMap(members) : new ReadOnlyMap(members);
    }

    private List<Object> elements(int depth) {
        List<Object> elements = new ArrayList<>();
        JsonParser.Event event = parser.next();
        while (event != JsonParser.Event.END_ARRAY) {
            elements.add(value(event, depth));
            event = parser.next();
        }
        return Collections.unmodifiableList(elements);
    }

    @SuppressWarnings(
            "NullAway") // a JSON null is kept as one: Map and List allow it, their annotations here do not say so
    private @Nullable Object value(JsonParser.Event event, int depth) {
        if (depth > MAX_DEPTH) {
            throw new JsonException("nested too deeply");
        }
        return switch (event) {
            case START_OBJECT -> members(depth + 1);
            case START_ARRAY -> elements(depth + 1);
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER -> number(parser.getString());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> {
                holdsNull = true;
                yield null;
            }
            default -> throw new JsonException("a value was expected");
        };
    }

    private static Object number(String text) {
        boolean whole = text.length() < 19 && text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0;
        return whole ? (Object) Long.parseLong(text) : (Object) Double.parseDouble(text);
    }
}
