package io.handclasp.validator.model;

import io.handclasp.core.Settings;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks of a source, with further dependencies of those that it begins with. */
final class DependentChecks implements CheckSource {
    private final CheckSource source;
    private final List<String> further;

    DependentChecks(CheckSource source, String... further) {
        Settings.requireRange("ids (their number)", further.length, 1, CheckDefinition.MAX_DEPENDENCIES);
        for (String id : further) {
            ShownText.requireId("ids", id);
        }
        this.source = source;
        this.further = List.of(further);
    }

    @Override
    public List<CheckDefinition> checks() {
        List<CheckDefinition> checks = source.checks();
        Set<String> own = checks.stream().map(CheckDefinition::id).collect(Collectors.toSet());
        return checks.stream()
                .map(check -> check.dependsOn().stream().anyMatch(own::contains) ? check : held(check))
                .toList();
    }

    private CheckDefinition held(CheckDefinition check) {
        Set<String> all = new LinkedHashSet<>(check.dependsOn());
        all.addAll(further);
        return check.withDependsOn(all);
    }
}
