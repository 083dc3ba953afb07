package io.handclasp.validator.golden;

import io.handclasp.core.json.JsonMaps;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A place in a JSON object (RFC 6901), found in what a stranger sent: strictly parsed, and nothing is thrown. */
final class JsonPlace {
    private static final Pattern BAD_ESCAPE = Pattern.compile("~(?![01])");
    private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,8}");

    private final List<String> names;

    private JsonPlace(List<String> names) {
        this.names = names;
    }

    static JsonPlace of(String pointer) {
        if (!pointer.startsWith("/") || BAD_ESCAPE.matcher(pointer).find()) {
            throw new IllegalArgumentException("pointer was \"" + pointer
                    + "\", must be a JSON pointer (RFC 6901) to a place within an object, for example /type");
        }
        List<String> names = new ArrayList<>();
        for (String name : pointer.substring(1).split("/", -1)) {
            names.add(name.replace("~1", "/").replace("~0", "~"));
        }
        return new JsonPlace(List.copyOf(names));
    }

    /** What stands there; empty when the text is no JSON object, has no such place, or null stands there. */
    Optional<Object> find(String text) {
        @Nullable Object found = JsonMaps.parse(text).orElse(null);
        for (String name : names) {
            found = step(found, name);
        }
        return Optional.ofNullable(found);
    }

    private static @Nullable Object step(@Nullable Object from, String name) {
        if (from instanceof Map<?, ?> map) {
            return map.get(name);
        }
        if (from instanceof List<?> list && INDEX.matcher(name).matches()) {
            int index = Integer.parseInt(name);
            return index < list.size() ? list.get(index) : null;
        }
        return null;
    }

    static boolean isEmpty(Object value) {
        return (value instanceof String text && text.isBlank())
                || (value instanceof Collection<?> list && list.isEmpty())
                || (value instanceof Map<?, ?> map && map.isEmpty());
    }
}
