package io.handclasp.drift.source;

import io.handclasp.drift.document.DocumentException;
import io.handclasp.drift.document.Node;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Version 2 of the API, in the words of version 1. */
final class CloudRunV2Shape {
    private static final Map<String, String> INGRESS = Map.of(
            "INGRESS_TRAFFIC_ALL", "all",
            "INGRESS_TRAFFIC_INTERNAL_ONLY", "internal",
            "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER", "internal-and-cloud-load-balancing");

    private final CloudRunDescription description;

    CloudRunV2Shape(CloudRunDescription description) {
        this.description = description;
    }

    void add(Node service) throws DocumentException {
        String[] name = service.text("name").orElse("").split("/", -1);
        Node template = service.at("template").orElse(service);
        description.put("project", Optional.of(name[1]), service);
        description.put("region", Optional.of(name[3]), service);
        description.put("name", Optional.of(name[5]), service);
        description.put("ingress", service.text("ingress").map(word -> INGRESS.getOrDefault(word, word)), service);
        description.put("vpc-access-connector", template.text("vpcAccess", "connector"), template);
        description.put(
                "vpc-access-egress", template.text("vpcAccess", "egress").map(CloudRunV2Shape::word), template);
        description.put("network-interfaces", networks(template), template);
        description.put("sessionAffinity", template.text("sessionAffinity"), template);
        description.put(
                "execution-environment",
                template.text("executionEnvironment").map(word -> word(word.replace("EXECUTION_ENVIRONMENT_", ""))),
                template);
        scale("minScale", "minInstanceCount", service, template);
        scale("maxScale", "maxInstanceCount", service, template);
        description.put("timeoutSeconds", template.text("timeout").map(CloudRunV2Shape::seconds), template);
        description.put("containerConcurrency", template.text("maxInstanceRequestConcurrency"), template);
        description.put("serviceAccount", template.text("serviceAccount"), template);
        description.containers(template.elements("containers"));
    }

    private void scale(String name, String member, Node service, Node template) {
        Optional<String> ofRevision = template.text("scaling", member);
        description.put(name, ofRevision.or(() -> service.text("scaling", member)), template);
    }

    private static Optional<String> networks(Node template) {
        var interfaces = template.elements("vpcAccess", "networkInterfaces");
        return interfaces.isEmpty()
                ? Optional.empty()
                : Optional.of(interfaces.stream().map(KnativeShape::network).collect(Collectors.joining(",")));
    }

    private static String word(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String seconds(String duration) {
        return duration.endsWith("s") ? duration.substring(0, duration.length() - 1) : duration;
    }
}
