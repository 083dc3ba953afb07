package io.handclasp.websocket.feed;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Reads what a statement says. What is there and cannot be read is never treated as if it were not there. */
final class Claims {
    /** The end of the year 9999. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private final Map<?, ?> values;

    Claims(Map<?, ?> values) {
        this.values = values;
    }

    boolean has(String name) {
        return values.get(name) != null;
    }

    Optional<String> text(String name) {
        Object value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text && !text.isBlank()) {
            return Optional.of(text);
        }
        throw new BadEventException(name + " is no text");
    }

    String requiredText(String name) {
        return text(name).orElseThrow(() -> new BadEventException(name + " is missing"));
    }

    Optional<Claims> object(String name) {
        Object value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Map<?, ?> map) {
            return Optional.of(new Claims(map));
        }
        throw new BadEventException(name + " is no object");
    }

    /** A NumericDate; a fraction is dropped. */
    Optional<Instant> instant(String name) {
        Object value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Number number) {
            double seconds = number.doubleValue();
            if (seconds >= 0 && seconds <= LAST_SECOND) {
                return Optional.of(Instant.ofEpochSecond((long) seconds));
            }
        }
        throw new BadEventException(name + " is no date");
    }
}
