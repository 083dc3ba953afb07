package io.handclasp.drift.source;

import io.handclasp.drift.document.DocumentException;
import io.handclasp.drift.document.DocumentLimits;
import io.handclasp.drift.document.Documents;
import io.handclasp.drift.document.Node;
import java.util.Optional;
import java.util.stream.Collectors;

/** Version 1 of the API, which is Knative's: most of what the service is told stands in annotations. */
final class KnativeShape {
    private static final String[] RUN_NAMES = {
        "vpc-access-connector",
        "vpc-access-egress",
        "sessionAffinity",
        "execution-environment",
        "cpu-throttling",
        "startup-cpu-boost"
    };

    private final CloudRunDescription description;

    KnativeShape(CloudRunDescription description) {
        this.description = description;
    }

    void add(Node service) throws DocumentException {
        Node metadata = require(service, "metadata");
        Node template = require(service, "spec", "template");
        Optional<Node> annotations = template.at("metadata", "annotations");
        Optional<Node> spec = template.at("spec");
        description.put("name", metadata.text("name"), metadata);
        description.put("region", metadata.text("labels", "cloud.googleapis.com/location"), metadata);
        description.put("project", metadata.text("namespace"), metadata);
        description.put("ingress", metadata.text("annotations", "run.googleapis.com/ingress"), metadata);
        for (String name : RUN_NAMES) {
            description.put(name, text(annotations, "run.googleapis.com/" + name), annotations);
        }
        Optional<String> interfaces = text(annotations, "run.googleapis.com/network-interfaces");
        description.put("network-interfaces", interfaces.map(KnativeShape::networks), annotations);
        scale("minScale", annotations, metadata);
        scale("maxScale", annotations, metadata);
        description.put("timeoutSeconds", text(spec, "timeoutSeconds"), spec);
        description.put("containerConcurrency", text(spec, "containerConcurrency"), spec);
        description.put("serviceAccount", text(spec, "serviceAccountName"), spec);
        description.containers(template.elements("spec", "containers"));
    }

    /** What the revision says, or else what the service says for all of them together. */
    private void scale(String name, Optional<Node> annotations, Node metadata) {
        Optional<String> ofRevision = text(annotations, "autoscaling.knative.dev/" + name);
        Optional<String> ofService = metadata.text("annotations", "run.googleapis.com/" + name);
        description.put(name, ofRevision.or(() -> ofService), annotations.or(() -> Optional.of(metadata)));
    }

    private static Node require(Node service, String... path) throws DocumentException {
        return service.at(path)
                .orElseThrow(() -> new DocumentException(service.line(), "has no " + String.join(".", path)));
    }

    private static Optional<String> text(Optional<Node> node, String name) {
        return node.flatMap(present -> present.text(name));
    }

    /** The annotation is JSON; in the words of the other shape. What cannot be read is kept as it is. */
    private static String networks(String json) {
        try {
            Node list = Documents.json(json, DocumentLimits.standard());
            return list instanceof Node.Sequence interfaces
                    ? interfaces.elements().stream().map(KnativeShape::network).collect(Collectors.joining(","))
                    : json;
        } catch (DocumentException e) {
            return json;
        }
    }

    static String network(Node networkInterface) {
        return networkInterface.text("network").orElse("default") + "/"
                + networkInterface.text("subnetwork").orElse("default");
    }
}
