package io.handclasp.probes.net;

import io.handclasp.core.Settings;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Sets of HTTP status codes. */
final class Statuses {
    static final Set<Integer> SUCCESS = IntStream.range(200, 300).boxed().collect(Collectors.toUnmodifiableSet());

    private Statuses() {}

    static Set<Integer> of(int... statuses) {
        Settings.requireRange("number of statuses", statuses.length, 1, 400);
        Arrays.stream(statuses).forEach(status -> Settings.requireRange("status", status, 200, 599));
        return Arrays.stream(statuses).boxed().collect(Collectors.toUnmodifiableSet());
    }

    static String text(Set<Integer> statuses) {
        return statuses.equals(SUCCESS) ? "200 to 299" : new TreeSet<>(statuses).toString();
    }
}
