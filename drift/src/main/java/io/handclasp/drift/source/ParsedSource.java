package io.handclasp.drift.source;

import io.handclasp.core.time.Deadline;
import io.handclasp.drift.ConfigSource;
import io.handclasp.drift.ConfigValue;
import io.handclasp.drift.Place;
import io.handclasp.drift.UnreadableSourceException;
import io.handclasp.drift.document.DocumentLimits;
import io.handclasp.drift.document.Documents;
import java.util.Map;
import java.util.Optional;

/** Settings in a text of a known format. */
final class ParsedSource implements ConfigSource {
    private final Place place;
    private final ConfigFormat format;
    private final DocumentLimits limits;
    private final Optional<String> workload;
    private final Text text;

    /** Gets the text. */
    @FunctionalInterface
    interface Text {
        String read() throws Exception;
    }

    ParsedSource(Place place, ConfigFormat format, DocumentLimits limits, Optional<String> workload, Text text) {
        this.place = place;
        this.format = format;
        this.limits = limits;
        this.workload = workload;
        this.text = text;
    }

    @Override
    public String name() {
        return place.source();
    }

    @Override
    public Map<String, ConfigValue> read(Deadline deadline) throws Exception {
        String content = text.read();
        if (content == null) {
            throw new UnreadableSourceException(place, "supplied no text");
        }
        if (content.length() > limits.maxBytes()) {
            throw new UnreadableSourceException(place, "is longer than maxBytes, " + limits.maxBytes());
        }
        return format.parse(Documents.withoutMark(content), place, limits, workload);
    }

    @Override
    public String toString() {
        return "ConfigSource[" + name() + "]";
    }
}
