package io.handclasp.core.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * JSON objects (RFC 8259) as Java maps that nobody can change, at any depth: strings, numbers, booleans, unmodifiable lists
 * and maps, in the order in which they came. Without state; safe for use by many threads.
 */
public final class JsonMaps {
    private static final char REPLACEMENT = '\uFFFD';

    private static final Set<Class<?>> IMMUTABLE = Set.of(
            String.class,
            Boolean.class,
            Long.class,
            Integer.class,
            Short.class,
            Byte.class,
            Double.class,
            Float.class,
            BigInteger.class,
            BigDecimal.class);

    private JsonMaps() {}

    /**
     * Reads a text that is one JSON object and comes from a stranger. Whole numbers of up to 18 characters become a
     * {@link Long}, others a {@link Double}; a JSON null stays null.
     *
     * @param text the text
     * @return the object; empty for anything else: no JSON, a name that stands twice in one object, nesting beyond
     *     {@value StrictReader#MAX_DEPTH}, something behind the object. What was wrong is not told, since it may be secret.
     * @throws IllegalStateException when the JSON provider is missing; names the artifact
     */
    public static Optional<Map<String, Object>> parse(String text) {
        return StrictReader.read(text);
    }

    /**
     * Reads bytes that are one JSON object in UTF-8 and come from a stranger, as {@link #parse(String)} does.
     *
     * @param utf8 the bytes
     * @return the object; empty for anything else, and for what is no UTF-8: were it repaired, two texts could be one name
     * @throws IllegalStateException when the JSON provider is missing; names the artifact
     */
    public static Optional<Map<String, Object>> parse(byte[] utf8) {
        String text = new String(utf8, StandardCharsets.UTF_8);
        // The decoder puts this character where it repairs; a text may also hold it in earnest.
        boolean repaired =
                text.indexOf(REPLACEMENT) >= 0 && !Arrays.equals(text.getBytes(StandardCharsets.UTF_8), utf8);
        return repaired ? Optional.empty() : parse(text);
    }

    /**
     * Copies JSON values deeply; what came out of this class and holds no null is not copied again. Nulls are left out, and
     * what is no JSON value, or a number of a class that may change, becomes its text.
     *
     * @param values the values, by name
     * @return a map that never changes
     */
    public static Map<String, Object> copyOf(Map<String, ?> values) {
        if (values instanceof ReadOnlyMap copied) {
            return copied;
        }
        Map<String, Object> copy = new LinkedHashMap<>(values.size() * 2);
        values.forEach((name, value) -> {
            if (value != null) {
                copy.put(name, copyOf(value));
            }
        });
        return new ReadOnlyMap(copy);
    }

    private static Object copyOf(Object value) {
        if (value instanceof ReadOnlyMap || IMMUTABLE.contains(value.getClass())) {
            return value;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> named = new LinkedHashMap<>();
            map.forEach((name, inner) -> named.put(String.valueOf(name), inner));
            return copyOf(named);
        }
        if (value instanceof Collection<?> collection) {
            List<Object> copy = new ArrayList<>(collection.size());
            for (Object element : collection) {
                if (element != null) {
                    copy.add(copyOf(element));
                }
            }
            return Collections.unmodifiableList(copy);
        }
        return String.valueOf(value);
    }
}
