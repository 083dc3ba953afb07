package io.handclasp.validator;

import io.handclasp.core.Settings;
import io.handclasp.validator.model.CheckDefinition;
import io.handclasp.validator.model.ValidationPhase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All checks of a validator in the order of their phases, with dependencies that lead nowhere in a circle. Immutable. */
final class CheckPlan {
    static final int MAX_CHECKS = 10_000;

    private final Map<String, CheckDefinition> byId;

    private CheckPlan(Map<String, CheckDefinition> byId) {
        this.byId = byId;
    }

    static CheckPlan of(List<CheckDefinition> definitions) {
        if (definitions.isEmpty()) {
            throw new IllegalStateException(
                    "checks were none, must be at least one: a run without checks says nothing");
        }
        Settings.requireRange("checks (their number)", definitions.size(), 1, MAX_CHECKS);
        Map<String, CheckDefinition> byId = new LinkedHashMap<>();
        definitions.stream()
                .sorted(Comparator.comparing(CheckDefinition::phase))
                .forEach(definition -> {
                    if (byId.put(definition.id(), definition) != null) {
                        throw new IllegalArgumentException(
                                "two checks have the id " + definition.id() + ", must be one for each id");
                    }
                });
        CheckPlan plan = new CheckPlan(byId);
        byId.values().forEach(plan::requireDependencies);
        plan.requireNoCycle();
        return plan;
    }

    List<CheckDefinition> definitions() {
        return List.copyOf(byId.values());
    }

    List<CheckDefinition> of(ValidationPhase phase) {
        return byId.values().stream()
                .filter(definition -> definition.phase() == phase)
                .toList();
    }

    private void requireDependencies(CheckDefinition definition) {
        for (String id : definition.dependsOn()) {
            CheckDefinition dependency = byId.get(id);
            if (dependency == null) {
                throw new IllegalArgumentException("dependsOn of " + definition.id() + " was " + id
                        + ", must be the id of a check of this validator");
            }
            if (dependency.phase().order() > definition.phase().order()) {
                throw new IllegalArgumentException("dependsOn of " + definition.id() + " in " + definition.phase()
                        + " was " + id + " in " + dependency.phase() + ", must be of the same phase or an earlier one");
            }
        }
    }

    /** Takes away what depends on nothing that is left, again and again; what remains stands in a circle or behind one. */
    private void requireNoCycle() {
        Map<String, Set<String>> open = new HashMap<>();
        byId.forEach((id, definition) -> open.put(id, new HashSet<>(definition.dependsOn())));
        List<String> free = new ArrayList<>(open.keySet().stream()
                .filter(id -> open.getOrDefault(id, Set.of()).isEmpty())
                .toList());
        Map<String, List<String>> dependants = new HashMap<>();
        byId.forEach((id, definition) -> definition
                .dependsOn()
                .forEach(needed -> dependants
                        .computeIfAbsent(needed, key -> new ArrayList<>())
                        .add(id)));
        while (!free.isEmpty()) {
            String done = free.remove(free.size() - 1);
            open.remove(done);
            for (String dependant : dependants.getOrDefault(done, List.of())) {
                Set<String> left = open.getOrDefault(dependant, Set.of());
                left.remove(done);
                if (left.isEmpty()) {
                    free.add(dependant);
                }
            }
        }
        if (!open.isEmpty()) {
            throw new IllegalArgumentException("dependsOn led in a circle among "
                    + open.keySet().stream().sorted().toList()
                    + ", must lead from each check to one without dependencies");
        }
    }
}
