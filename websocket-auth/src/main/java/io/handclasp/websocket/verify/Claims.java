package io.handclasp.websocket.verify;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Deep, read-only copies of JSON values. */
final class Claims {
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

    private Claims() {}

    static Map<String, Object> deepCopy(Map<String, ?> claims) {
        if (claims.isEmpty()) {
            return Map.of();
        }
        Map<String, Object> copy = new LinkedHashMap<>(claims.size() * 2);
        claims.forEach((name, value) -> {
            if (value != null) {
                copy.put(name, copyOf(value));
            }
        });
        return Collections.unmodifiableMap(copy);
    }

    private static Object copyOf(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> named = new LinkedHashMap<>();
            map.forEach((name, inner) -> named.put(String.valueOf(name), inner));
            return deepCopy(named);
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
        // A number may be of any class, also of one that changes; what is not known to be immutable is kept as its
        // text.
        return IMMUTABLE.contains(value.getClass()) ? value : String.valueOf(value);
    }
}
