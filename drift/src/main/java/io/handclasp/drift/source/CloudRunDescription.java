package io.handclasp.drift.source;

import io.handclasp.drift.Place;
import io.handclasp.drift.SecretText;
import io.handclasp.drift.document.DocumentException;
import io.handclasp.drift.document.Node;
import java.util.List;
import java.util.Optional;

/** The description of a Cloud Run service, in either shape, as one set of settings. */
final class CloudRunDescription {
    private static final String PREFIX = "cloudrun.";

    private final Place place;
    private final ValueCollector values;

    CloudRunDescription(Place place, ValueCollector values) {
        this.place = place;
        this.values = values;
    }

    void add(Node service) throws DocumentException {
        if (service.text("apiVersion")
                        .map(version -> version.startsWith("serving.knative.dev/"))
                        .orElse(false)
                && service.text("kind").map("Service"::equals).orElse(false)) {
            new KnativeShape(this).add(service);
        } else if (service.text("name")
                        .map(name -> name.matches("projects/[^/]+/locations/[^/]+/services/[^/]+"))
                        .orElse(false)
                && service.at("template").isPresent()) {
            new CloudRunV2Shape(this).add(service);
        } else {
            throw new DocumentException(
                    service.line(),
                    "is no description of a Cloud Run service: neither of kind Service"
                            + " in serving.knative.dev, nor with a name like projects/…/locations/…/services/… and a template");
        }
    }

    void put(String name, Optional<String> text, Node near) {
        text.ifPresent(value -> values.add(PREFIX + name, value, place.at(near.line())));
    }

    void put(String name, Optional<String> text, Optional<Node> near) {
        near.ifPresent(node -> put(name, text, node));
    }

    /** The container that serves has ports; without any, it is the first. The variables of others have longer names. */
    void containers(List<Node> containers) throws DocumentException {
        if (containers.isEmpty()) {
            return;
        }
        Node serving = containers.stream()
                .filter(each -> !each.elements("ports").isEmpty())
                .findFirst()
                .orElse(containers.get(0));
        for (int i = 0; i < containers.size(); i++) {
            Node container = containers.get(i);
            boolean serves = container == serving;
            String name = SecretText.key(container.text("name").orElse(String.valueOf(i)));
            String inner = serves ? "" : "containers." + name + ".";
            put(inner + "image", container.text("image"), container);
            put(inner + "cpu", container.text("resources", "limits", "cpu"), container);
            put(inner + "memory", container.text("resources", "limits", "memory"), container);
            for (Node variable : container.elements("env")) {
                ContainerVariables.add(variable, inner, values, place);
            }
        }
    }
}
