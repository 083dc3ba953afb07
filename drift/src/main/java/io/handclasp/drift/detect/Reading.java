package io.handclasp.drift.detect;

import io.handclasp.drift.ConfigValue;
import io.handclasp.drift.Place;
import java.util.Map;
import java.util.Optional;

/** What became of one source: its settings, or why there are none. */
sealed interface Reading {
    String name();

    record Read(String name, Map<String, ConfigValue> values) implements Reading {}

    record Unreadable(String name, String problem, Optional<Place> place) implements Reading {}
}
