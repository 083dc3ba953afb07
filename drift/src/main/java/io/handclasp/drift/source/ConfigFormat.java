package io.handclasp.drift.source;

import io.handclasp.drift.ConfigValue;
import io.handclasp.drift.Place;
import io.handclasp.drift.UnreadableSourceException;
import io.handclasp.drift.document.DocumentException;
import io.handclasp.drift.document.DocumentLimits;
import io.handclasp.drift.document.Documents;
import java.util.Map;
import java.util.Optional;

/** How settings are written in a text. All are UTF-8, with or without a byte order mark, with any ends of lines. */
public enum ConfigFormat {
    /** Java properties. Where a key stands twice, the last one holds, as in {@link java.util.Properties}. */
    PROPERTIES,
    /**
     * JSON (RFC 8259). Names within names are joined by dots, elements of lists have their index: {@code servers[0].host}. An
     * empty list or map is the value {@code []} or {@code {}}; null is a value without characters.
     */
    JSON,
    /** One YAML 1.2 document, its names joined as in {@link #JSON}. Needs {@code org.snakeyaml:snakeyaml-engine}. */
    YAML,
    /**
     * An environment file: {@code NAME=value}, {@code export}, single and double quotation marks, comments. Nothing is
     * substituted. Where a name stands twice, the last one holds.
     */
    DOT_ENV,
    /**
     * What {@code gcloud run services describe --format=json} or {@code yaml} writes, in the shape of version 1 (Knative) or 2
     * of the API. The variables of the container that serves have their own names, those of others
     * {@code containers.<name>.<variable>}, and what the service is told stands under {@code cloudrun.}: see the page
     * docs/drift.md. Secret variables are references.
     */
    CLOUD_RUN,
    /**
     * Kubernetes manifests, of which one is a workload. Its variables have their own names, references into config maps of the
     * same text are followed, and those into secrets stay references.
     */
    KUBERNETES;

    Map<String, ConfigValue> parse(String text, Place place, DocumentLimits limits, Optional<String> workload)
            throws UnreadableSourceException {
        try {
            return parseDocument(text, place, limits, workload);
        } catch (DocumentException e) {
            throw new UnreadableSourceException(e.line() > 0 ? place.at(e.line()) : place, e.problem());
        } catch (IllegalStateException missingParser) {
            throw new UnreadableSourceException(place, String.valueOf(missingParser.getMessage()));
        }
    }

    private Map<String, ConfigValue> parseDocument(
            String text, Place place, DocumentLimits limits, Optional<String> workload) throws DocumentException {
        ValueCollector values = new ValueCollector();
        switch (this) {
            case PROPERTIES -> new PropertiesText(place, limits, values).read(text);
            case DOT_ENV -> new DotEnvText(text, place, limits, values).read();
            case JSON -> new Flattening(place, limits, values).add(Documents.json(text, limits));
            case YAML -> new Flattening(place, limits, values).add(Flattening.single(Documents.yaml(text, limits)));
            case CLOUD_RUN ->
                new CloudRunDescription(place, values).add(Flattening.single(Documents.jsonOrYaml(text, limits)));
            case KUBERNETES -> new KubernetesManifests(place, values, workload).add(Documents.jsonOrYaml(text, limits));
        }
        return values.values();
    }
}
