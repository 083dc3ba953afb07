package io.handclasp.probes;

import io.handclasp.core.Settings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Probes that belong together, with dependencies that make sense. Immutable; safe for use by many threads.
 *
 * <p>A set without probes is allowed, and its health is {@link io.handclasp.core.Status#UNKNOWN}.
 */
public final class ProbeSet {
    /** The most probes that one set may hold. */
    public static final int MAX_PROBES = 1_000;

    private final List<ProbeDefinition> definitions;
    /** Each after those that it depends on. */
    private final List<ProbeDefinition> dependenciesFirst;

    private ProbeSet(List<ProbeDefinition> definitions) {
        this.definitions = definitions;
        Map<String, ProbeDefinition> byId = byId(definitions);
        definitions.forEach(definition -> checkDependencies(definition, byId));
        this.dependenciesFirst = sorted(definitions);
    }

    /**
     * Makes a set.
     *
     * @param definitions the probes, in the order in which reports show them; copied, at most {@value #MAX_PROBES}
     * @return the set
     * @throws IllegalArgumentException when there are too many, when two have the same id, when a dependency is not in the
     *     set, when dependencies go in a circle, or when a liveness probe depends on one of another kind
     */
    public static ProbeSet of(Collection<ProbeDefinition> definitions) {
        Settings.requireRange("probes (their number)", definitions.size(), 0, MAX_PROBES);
        return new ProbeSet(List.copyOf(definitions));
    }

    /**
     * Makes a set.
     *
     * @param definitions the probes, in the order in which reports show them; at most {@value #MAX_PROBES}
     * @return the set
     * @throws IllegalArgumentException as {@link #of(Collection)}
     */
    public static ProbeSet of(ProbeDefinition... definitions) {
        return of(List.of(definitions));
    }

    /**
     * All probes.
     *
     * @return the definitions, in their order; unmodifiable
     */
    public List<ProbeDefinition> definitions() {
        return definitions;
    }

    /**
     * The probes of one kind, and whatever they depend on.
     *
     * @param kind the kind
     * @return a set of those; the same object when it has no others
     */
    public ProbeSet ofKind(ProbeKind kind) {
        Set<String> wanted = new LinkedHashSet<>();
        // From the end of the order, each probe comes before those that it depends on.
        for (int i = dependenciesFirst.size() - 1; i >= 0; i--) {
            ProbeDefinition definition = dependenciesFirst.get(i);
            if (definition.kind() == kind || wanted.contains(definition.id())) {
                wanted.add(definition.id());
                wanted.addAll(definition.dependsOn());
            }
        }
        return wanted.size() == definitions.size()
                ? this
                : new ProbeSet(definitions.stream()
                        .filter(definition -> wanted.contains(definition.id()))
                        .toList());
    }

    List<ProbeDefinition> dependenciesFirst() {
        return dependenciesFirst;
    }

    private static Map<String, ProbeDefinition> byId(List<ProbeDefinition> definitions) {
        Map<String, ProbeDefinition> byId = new LinkedHashMap<>();
        for (ProbeDefinition definition : definitions) {
            if (byId.putIfAbsent(definition.id(), definition) != null) {
                throw new IllegalArgumentException(
                        "id was " + definition.id() + " for two probes, must be another one for each probe of a set");
            }
        }
        return byId;
    }

    private static void checkDependencies(ProbeDefinition definition, Map<String, ProbeDefinition> byId) {
        for (String id : definition.dependsOn()) {
            ProbeDefinition dependency = byId.get(id);
            if (dependency == null) {
                throw new IllegalArgumentException("dependsOn of " + definition.id() + " was " + definition.dependsOn()
                        + ", must name probes of the same set; " + id + " is not there");
            }
            if (definition.kind() == ProbeKind.LIVENESS && dependency.kind() != ProbeKind.LIVENESS) {
                throw new IllegalArgumentException("dependsOn of " + definition.id() + " was " + definition.dependsOn()
                        + ", must name liveness probes only, as it is one itself; " + id + " is of kind "
                        + dependency.kind() + " and would decide whether this process is restarted");
            }
        }
    }

    /** Kahn's algorithm; what is left over at its end goes in circles. */
    private static List<ProbeDefinition> sorted(List<ProbeDefinition> definitions) {
        Map<String, List<ProbeDefinition>> dependents = new LinkedHashMap<>();
        Map<String, Integer> open = new LinkedHashMap<>();
        Deque<ProbeDefinition> ready = new ArrayDeque<>();
        for (ProbeDefinition definition : definitions) {
            open.put(definition.id(), definition.dependsOn().size());
            definition
                    .dependsOn()
                    .forEach(id -> dependents
                            .computeIfAbsent(id, key -> new ArrayList<>())
                            .add(definition));
            if (definition.dependsOn().isEmpty()) {
                ready.add(definition);
            }
        }
        List<ProbeDefinition> sorted = new ArrayList<>(definitions.size());
        while (!ready.isEmpty()) {
            ProbeDefinition next = ready.remove();
            sorted.add(next);
            open.remove(next.id());
            for (ProbeDefinition dependent : dependents.getOrDefault(next.id(), List.of())) {
                if (open.merge(dependent.id(), -1, Integer::sum) == 0) {
                    ready.add(dependent);
                }
            }
        }
        if (!open.isEmpty()) {
            throw new IllegalArgumentException("dependsOn of "
                    + open.keySet().stream().sorted().collect(Collectors.joining(", "))
                    + " went in a circle or led to one, must not: none of them could ever run");
        }
        return List.copyOf(sorted);
    }
}
