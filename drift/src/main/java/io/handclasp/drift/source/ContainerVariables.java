package io.handclasp.drift.source;

import io.handclasp.drift.ConfigValue;
import io.handclasp.drift.Place;
import io.handclasp.drift.document.DocumentException;
import io.handclasp.drift.document.Node;
import java.util.Optional;

/** The variables of a container, as Kubernetes, Knative and Cloud Run write them. */
final class ContainerVariables {
    private ContainerVariables() {}

    static void add(Node variable, String prefix, ValueCollector values, Place place) throws DocumentException {
        String name = variable.text("name")
                .orElseThrow(() -> new DocumentException(variable.line(), "is a variable without a name"));
        Place here = place.at(variable.line());
        Optional<String> reference = reference(variable);
        boolean added = reference.isPresent()
                ? values.add(prefix + name, new ConfigValue.Reference(reference.get(), here))
                : values.add(prefix + name, variable.text("value").orElse(""), here);
        if (!added) {
            throw new DocumentException(variable.line(), "is a variable that stands twice");
        }
    }

    private static Optional<String> reference(Node variable) {
        return variable.at("valueFrom", "secretKeyRef")
                .map(ref -> "secret " + ref.text("name").orElse("?") + " version "
                        + ref.text("key").orElse("?"))
                .or(() -> variable.at("valueSource", "secretKeyRef")
                        .map(ref -> "secret " + lastPart(ref.text("secret").orElse("?")) + " version "
                                + ref.text("version").orElse("latest")))
                .or(() -> variable.at("valueFrom", "configMapKeyRef")
                        .map(ref -> "config map " + ref.text("name").orElse("?") + " key "
                                + ref.text("key").orElse("?")))
                .or(() -> variable.at("valueFrom", "fieldRef")
                        .map(ref -> "field " + ref.text("fieldPath").orElse("?")))
                .or(() -> variable.at("valueFrom", "resourceFieldRef")
                        .map(ref -> "resource " + ref.text("resource").orElse("?")))
                .or(() -> variable.at("valueFrom")
                        .or(() -> variable.at("valueSource"))
                        .map(ref -> "another place"));
    }

    static String lastPart(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
