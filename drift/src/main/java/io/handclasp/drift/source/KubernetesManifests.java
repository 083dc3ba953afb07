package io.handclasp.drift.source;

import io.handclasp.drift.ConfigValue;
import io.handclasp.drift.Place;
import io.handclasp.drift.SecretText;
import io.handclasp.drift.document.DocumentException;
import io.handclasp.drift.document.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Kubernetes manifests: the variables of one workload, and config maps of the same text. */
final class KubernetesManifests {
    private static final Set<String> WORKLOADS =
            Set.of("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob", "Pod");

    private final Place place;
    private final ValueCollector values;
    private final Optional<String> wanted;
    private final Map<String, Node> configMaps = new HashMap<>();
    private final List<Node> workloads = new ArrayList<>();

    KubernetesManifests(Place place, ValueCollector values, Optional<String> wanted) {
        this.place = place;
        this.values = values;
        this.wanted = wanted;
    }

    void add(List<Node> documents) throws DocumentException {
        for (Node document : documents) {
            boolean list = document.text("kind").map("List"::equals).orElse(false);
            for (Node manifest : list ? document.elements("items") : List.of(document)) {
                sort(manifest);
            }
        }
        for (Map.Entry<String, Node> map : configMaps.entrySet()) {
            data(map.getValue(), "configmap." + SecretText.key(map.getKey()) + ".");
        }
        Optional<Node> workload = workload();
        if (workload.isPresent()) {
            workload(workload.get());
        } else if (configMaps.isEmpty()) {
            throw new DocumentException(0, "holds neither a workload nor a config map");
        }
    }

    private void sort(Node manifest) throws DocumentException {
        String kind = manifest.text("kind")
                .orElseThrow(() -> new DocumentException(manifest.line(), "is no manifest: it has no kind"));
        if (kind.equals("ConfigMap") && configMaps.put(name(manifest), manifest) != null) {
            throw new DocumentException(manifest.line(), "is a config map that stands twice");
        }
        if (WORKLOADS.contains(kind)) {
            workloads.add(manifest);
        }
    }

    private Optional<Node> workload() throws DocumentException {
        List<Node> fitting = workloads.stream()
                .filter(each -> wanted.map(name -> name.equals(name(each))).orElse(true))
                .toList();
        if (fitting.isEmpty() && wanted.isPresent()) {
            throw new DocumentException(0, "has no workload of the name " + wanted.get() + ", has " + names());
        }
        if (fitting.size() > 1) {
            throw new DocumentException(0, "has several workloads, one must be chosen by its name: " + names());
        }
        return fitting.stream().findFirst();
    }

    private String names() {
        return workloads.stream()
                .map(KubernetesManifests::name)
                .map(SecretText::key)
                .collect(Collectors.joining(", "));
    }

    private static String name(Node manifest) {
        return manifest.text("metadata", "name").orElse("?");
    }

    private void workload(Node workload) throws DocumentException {
        put("kubernetes.name", workload.text("metadata", "name"), workload);
        put("kubernetes.namespace", workload.text("metadata", "namespace"), workload);
        put("kubernetes.replicas", workload.text("spec", "replicas"), workload);
        List<Node> containers = podSpec(workload).elements("containers");
        for (int i = 0; i < containers.size(); i++) {
            container(
                    containers.get(i),
                    i == 0
                            ? ""
                            : "containers."
                                    + SecretText.key(
                                            containers.get(i).text("name").orElse("" + i)) + ".");
        }
    }

    private static Node podSpec(Node workload) {
        return workload.at("spec", "jobTemplate", "spec", "template", "spec")
                .or(() -> workload.at("spec", "template", "spec"))
                .or(() -> workload.at("spec"))
                .orElse(workload);
    }

    /** A variable of "env" wins over those of "envFrom", and a later one of these over an earlier one. */
    private void container(Node container, String prefix) throws DocumentException {
        put("kubernetes." + prefix + "image", container.text("image"), container);
        put("kubernetes." + prefix + "cpu", container.text("resources", "limits", "cpu"), container);
        put("kubernetes." + prefix + "memory", container.text("resources", "limits", "memory"), container);
        for (Node variable : container.elements("env")) {
            Optional<Node> followed =
                    variable.at("valueFrom", "configMapKeyRef").flatMap(this::follow);
            if (followed.isPresent() && variable.text("name").isPresent()) {
                String text = ((Node.Scalar) followed.get()).text();
                values.add(
                        prefix + variable.text("name").get(),
                        text,
                        place.at(followed.get().line()));
            } else {
                ContainerVariables.add(variable, prefix, values, place);
            }
        }
        List<Node> from = new ArrayList<>(container.elements("envFrom"));
        Collections.reverse(from);
        for (Node source : from) {
            String inner = prefix + SecretText.key(source.text("prefix").orElse(""));
            Optional<String> map = source.text("configMapRef", "name");
            Optional<Node> here = map.map(configMaps::get);
            if (here.isPresent()) {
                data(here.get(), inner);
            } else {
                String kind = map.isPresent() ? "config map " : "secret ";
                String name = map.or(() -> source.text("secretRef", "name")).orElse("?");
                values.add(
                        prefix + "envFrom." + kind.strip().replace(' ', '-') + "." + name,
                        new ConfigValue.Reference(kind + name + ", all of it", place.at(source.line())));
            }
        }
    }

    private Optional<Node> follow(Node reference) {
        return reference
                .text("name")
                .map(configMaps::get)
                .flatMap(map -> map.at("data", reference.text("key").orElse("")))
                .filter(Node.Scalar.class::isInstance);
    }

    private void data(Node configMap, String prefix) {
        configMap
                .at("data")
                .filter(Node.Mapping.class::isInstance)
                .ifPresent(data -> ((Node.Mapping) data).members().forEach((key, node) -> {
                    if (node instanceof Node.Scalar scalar) {
                        values.add(prefix + key, scalar.text(), place.at(scalar.line()));
                    }
                }));
    }

    private void put(String key, Optional<String> text, Node near) {
        text.ifPresent(value -> values.add(key, value, place.at(near.line())));
    }
}
