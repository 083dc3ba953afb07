package io.handclasp.websocket.token;

import io.handclasp.core.json.JsonText;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/** Picks some texts out of a JSON object that a stranger sent, without keeping the rest of it. */
final class JsonTexts {
    /** Deeper than any first message; what recurses must end. */
    private static final int MAX_DEPTH = 32;

    private final JsonParser parser;
    private final Set<List<String>> wanted;
    private final List<String> here = new ArrayList<>();
    private final Map<List<String>, Optional<String>> found = new HashMap<>();
    private int arrays;

    private JsonTexts(JsonParser parser, Set<List<String>> wanted) {
        this.parser = parser;
        this.wanted = wanted;
    }

    /**
     * Reads a text that is one JSON object. The answer has what stands at the wanted places, an empty one where that is no
     * text; it is empty itself when the text is anything else: a name that stands twice in one object, nesting beyond
     * {@value #MAX_DEPTH}, something behind the object. The parser's message is not kept, since it may quote the text.
     */
    static Optional<Map<List<String>, Optional<String>>> read(
            String text, List<String> wanted, Set<List<String>> alsoWanted) {
        Set<List<String>> places = new HashSet<>(alsoWanted);
        places.add(wanted);
        try (JsonParser parser = JsonText.parser(text)) {
            if (!parser.hasNext() || parser.next() != JsonParser.Event.START_OBJECT) {
                return Optional.empty();
            }
            JsonTexts reader = new JsonTexts(parser, places);
            reader.readObject(1);
            return parser.hasNext() ? Optional.empty() : Optional.of(reader.found);
        } catch (JsonException | NoSuchElementException | IllegalStateException notJson) {
            return Optional.empty();
        }
    }

    private void readObject(int depth) {
        Set<String> names = new HashSet<>();
        while (parser.next() != JsonParser.Event.END_OBJECT) {
            String name = parser.getString();
            if (!names.add(name)) {
                throw new JsonException("a name stands twice");
            }
            here.add(name);
            readValue(parser.next(), depth, arrays == 0);
            here.remove(here.size() - 1);
        }
    }

    /** No place that is looked for lies within an array. */
    private void readArray(int depth) {
        arrays++;
        for (JsonParser.Event event = parser.next(); event != JsonParser.Event.END_ARRAY; event = parser.next()) {
            readValue(event, depth, false);
        }
        arrays--;
    }

    private void readValue(JsonParser.Event event, int depth, boolean mayBeWanted) {
        if (depth > MAX_DEPTH) {
            throw new JsonException("nested too deeply");
        }
        if (mayBeWanted && wanted.contains(here)) {
            boolean isText = event == JsonParser.Event.VALUE_STRING;
            found.put(List.copyOf(here), isText ? Optional.of(parser.getString()) : Optional.empty());
        }
        if (event == JsonParser.Event.START_OBJECT) {
            readObject(depth + 1);
        } else if (event == JsonParser.Event.START_ARRAY) {
            readArray(depth + 1);
        }
    }

    /** The names that a JSON pointer goes along (RFC 6901, section 3). */
    static List<String> path(String pointer) {
        boolean escapesAreWhole = !pointer.matches("(?s).*~(?![01]).*");
        if (!pointer.startsWith("/") || pointer.length() < 2 || !escapesAreWhole) {
            throw new IllegalArgumentException("pointer was \"" + pointer
                    + "\", must be a JSON pointer (RFC 6901) to a member of an object, such as /payload/token");
        }
        return Arrays.stream(pointer.substring(1).split("/", -1))
                .map(name -> name.replace("~1", "/").replace("~0", "~"))
                .toList();
    }
}
