package io.handclasp.examples.hosts.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What editors complete {@code application.properties} from. */
class MetadataTests {
    /** Either what must be given, or what is a choice. */
    private static final List<String> WITHOUT_DEFAULT = List.of(
            "handclasp.audiences",
            "handclasp.introspection.client-id",
            "handclasp.introspection.client-secret",
            "handclasp.introspection.endpoint",
            "handclasp.issuer");

    @Test
    void metadataWhenWrittenThenEachPropertyHasADescriptionAndItsDefault() throws Exception {
        Map<String, Map<String, Object>> properties = properties();
        TreeSet<String> expected = new TreeSet<>(WITHOUT_DEFAULT);
        Arrays.stream(HandclaspProperties.class.getRecordComponents())
                .map(component ->
                        component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT))
                .filter(name -> !name.equals("introspection"))
                .forEach(name -> expected.add("handclasp." + name));

        assertThat(properties.keySet()).isEqualTo(expected);
        properties.forEach((name, property) -> {
            assertThat((String) property.get("description")).as(name).isNotBlank();
            if (!WITHOUT_DEFAULT.contains(name)) {
                assertThat(property.get("defaultValue")).as(name).isNotNull();
            }
        });
        assertThat(properties.get("handclasp.deadline")).containsEntry("defaultValue", "3s");
    }

    private static Map<String, Map<String, Object>> properties() throws Exception {
        try (InputStream in =
                HandclaspProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(json).contains("handclasp.deadline");
            return Arrays.stream(JSONObjectUtils.getJSONObjectArray(JSONObjectUtils.parse(json), "properties"))
                    .collect(Collectors.toMap(property -> (String) property.get("name"), property -> property));
        }
    }
}
