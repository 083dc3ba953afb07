package io.handclasp.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonMapsTests {
    @Test
    void parseWhenObjectThenItsValuesInTheirOrder() {
        Map<String, Object> object = parsed(
                "{\"z\":\"text\",\"y\":7,\"x\":-1.5,\"w\":true,\"v\":false,\"u\":[1,[2],{\"a\":\"b\"}],\"t\":{},\"s\":[]}");
        assertThat(object)
                .containsExactly(
                        Map.entry("z", "text"),
                        Map.entry("y", 7L),
                        Map.entry("x", -1.5),
                        Map.entry("w", true),
                        Map.entry("v", false),
                        Map.entry("u", List.of(1L, List.of(2L), Map.of("a", "b"))),
                        Map.entry("t", Map.of()),
                        Map.entry("s", List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "7",
                "\"a\"",
                "[]",
                "[{}]",
                "{",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":1,}",
                "{,}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":1.}",
                "{\"a\":-}",
                "{\"a\":NaN}",
                "{\"a\":1}}",
                "{\"a\":1} {}",
                "{\"a\":1} x",
                "{\"a\":\"\u0000\"}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12\"}",
                "\uFEFF{}",
                "\u0000",
                "/**/{}"
            })
    void parseWhenNotOneObjectThenEmpty(String text) {
        assertThat(JsonMaps.parse(text)).isEmpty();
        assertThat(JsonMaps.parse(text.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"b\":2,\"a\":3}",
                "{\"a\":null,\"a\":1}",
                "{\"a\":1,\"a\":null}",
                "{\"a\":null,\"a\":null}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"b\":{\"a\":1,\"a\":2}}",
                "{\"b\":[{\"a\":1,\"a\":2}]}"
            })
    void parseWhenANameStandsTwiceThenEmpty(String text) {
        assertThat(JsonMaps.parse(text)).isEmpty();
    }

    @Test
    void parseWhenNestedThenUpToItsBoundOnly() {
        assertThat(JsonMaps.parse(nested("[", "]", 31))).isPresent();
        assertThat(JsonMaps.parse(nested("{\"a\":", "}", 31))).isPresent();
        for (int depth : new int[] {32, 33, 999, 1_001, 100_000}) {
            assertThat(JsonMaps.parse(nested("[", "]", depth))).as("%d", depth).isEmpty();
            assertThat(JsonMaps.parse(nested("{\"a\":", "}", depth)))
                    .as("%d", depth)
                    .isEmpty();
            assertThat(JsonMaps.parse("{\"a\":" + "[".repeat(depth)))
                    .as("%d", depth)
                    .isEmpty();
        }
    }

    private static String nested(String open, String close, int depth) {
        return "{\"a\":" + open.repeat(depth) + "1" + close.repeat(depth) + "}";
    }

    @Test
    void parseWhenANumberIsLongOrBrokenThenADouble() {
        Map<String, Object> object = parsed("{\"a\":999999999999999999,\"b\":-99999999999999999,"
                + "\"c\":1000000000000000000,\"d\":1e3,\"e\":1E-2,\"f\":0.5,\"g\":-0,\"h\":" + "9".repeat(5_000) + "}");
        assertThat(object)
                .containsEntry("a", 999_999_999_999_999_999L)
                .containsEntry("b", -99_999_999_999_999_999L)
                .containsEntry("c", 1e18)
                .containsEntry("d", 1000.0)
                .containsEntry("e", 0.01)
                .containsEntry("f", 0.5)
                .containsEntry("g", 0L)
                .containsEntry("h", Double.POSITIVE_INFINITY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ff", // no UTF-8 at all
                "80", // a byte that continues nothing
                "c3", // one that is not continued
                "c080", // NUL, in two bytes
                "c1a1", // "a", in two bytes
                "e281", // cut off
                "e08080", // NUL, in three bytes
                "eda080", // half of a pair
                "eda080edb080", // a pair in six bytes
                "f4908080", // beyond Unicode
                "efbfbdff" // a replacement character that is meant, and one byte that is not UTF-8
            })
    void parseWhenTheBytesAreNotUtf8ThenEmptyAndNotRepaired(String hex) {
        assertThat(JsonMaps.parse(named("6b" + hex))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"efbfbd", "c3a9", "e282ac", "f09f9880", "61efbfbd62", "efbfbf"})
    void parseWhenTheBytesAreUtf8ThenTheirText(String hex) {
        String name = new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8);
        assertThat(JsonMaps.parse(named(hex))).contains(Map.of("sub", name));
    }

    private static byte[] named(String hex) {
        String open = HexFormat.of().formatHex("{\"sub\":\"".getBytes(StandardCharsets.US_ASCII));
        String close = HexFormat.of().formatHex("\"}".getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().parseHex(open + hex + close);
    }

    @Property
    void parseWhenAnyTextIsWrittenThenReadBack(@ForAll String name, @ForAll String value) {
        // Half a pair of surrogates has no UTF-8.
        String kept = new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        String json = JsonText.compact(JsonObjects.object().put(name, kept).build());
        assertThat(JsonMaps.parse(json)).contains(Map.of(name, kept));
        assertThat(JsonMaps.parse(
                        JsonText.compact(JsonObjects.object().put("a", kept).build())
                                .getBytes(StandardCharsets.UTF_8)))
                .contains(Map.of("a", kept));
    }

    @Property
    void parseWhenAnyBytesThenNeverAnException(@ForAll @Size(max = 40) byte[] bytes) {
        Optional<Map<String, Object>> object = JsonMaps.parse(bytes);
        object.ifPresent(read -> assertThat(bytes).contains('{', '}'));
    }

    @Test
    void parseWhenChangedAtAnyDepthThenRefused() {
        for (String text : List.of(
                "{\"map\":{\"list\":[\"a\",{\"b\":1}]}}", "{\"null\":null,\"map\":{\"list\":[\"a\",{\"b\":1}]}}")) {
            assertReadOnly(parsed(text));
            assertReadOnly(JsonMaps.copyOf(parsed(text)));
        }
    }

    private static void assertReadOnly(Map<String, Object> object) {
        Map<?, ?> map = (Map<?, ?>) object.get("map");
        List<?> list = (List<?>) map.get("list");
        assertRefused(object::clear);
        assertRefused(() -> object.put("more", 1));
        assertRefused(() -> object.put("map", 1));
        assertRefused(() -> object.remove("map"));
        assertRefused(() -> object.replaceAll((name, value) -> 1));
        assertRefused(() -> object.merge("map", 1, (before, after) -> after));
        assertRefused(() -> object.entrySet().clear());
        assertRefused(() -> object.entrySet().iterator().next().setValue(1));
        assertRefused(() -> object.keySet().remove("map"));
        assertRefused(() -> object.values().clear());
        assertRefused(() -> {
            var entries = object.entrySet().iterator();
            entries.next();
            entries.remove();
        });
        assertRefused(map::clear);
        assertRefused(list::clear);
        assertRefused(((Map<?, ?>) list.get(1))::clear);
    }

    private static void assertRefused(Runnable change) {
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(change::run);
    }

    @Test
    void parseWhenNullThenKeptAsOne() {
        Map<String, Object> object = parsed("{\"a\":null,\"b\":[null,1],\"c\":{\"d\":null}}");
        assertThat(object.get("a")).isNull();
        assertThat(object).containsKeys("a", "b", "c").hasSize(3);
        assertThat((List<?>) object.get("b")).hasSize(2).containsNull();
        assertThat(JsonMaps.copyOf(object)).isEqualTo(Map.of("b", List.of(1L), "c", Map.of()));
    }

    @Test
    void mapWhenAskedThenEqualToAnyOtherMapOfTheSameValues() {
        Map<String, Object> object = parsed("{\"b\":1,\"a\":[true]}");
        assertThat(object)
                .isEqualTo(Map.of("a", List.of(true), "b", 1L))
                .hasSize(2)
                .doesNotContainKey("c");
        assertThat(Map.of("a", List.of(true), "b", 1L)).isEqualTo(object).hasSameHashCodeAs(object);
        assertThat(object).hasToString("{b=1, a=[true]}");
        assertThat(object.get("c")).isNull();
        Map<String, Object> seen = new HashMap<>();
        object.forEach(seen::put);
        assertThat(seen).isEqualTo(object);
    }

    @Test
    void copyOfWhenItCameFromHereThenNotCopiedAgain() {
        Map<String, Object> object = parsed("{\"a\":{\"b\":1}}");
        assertThat(JsonMaps.copyOf(object)).isSameAs(object);
        Map<String, Object> copy = JsonMaps.copyOf(new HashMap<>(Map.of("object", object)));
        assertThat(JsonMaps.copyOf(copy)).isSameAs(copy);
        assertThat(copy.get("object")).isSameAs(object);
    }

    @Test
    void copyOfWhenSourceChangesThenCopyStays() {
        List<Object> inner = new ArrayList<>(List.of("a"));
        Map<String, Object> nested = new HashMap<>(Map.of("list", inner));
        Map<String, Object> source = new HashMap<>(Map.of("nested", nested));
        Map<String, Object> copy = JsonMaps.copyOf(source);
        Map<String, Object> ofView = JsonMaps.copyOf(Collections.unmodifiableMap(source));
        inner.add("b");
        nested.put("more", 1);
        source.put("admin", true);
        assertThat(copy).isEqualTo(Map.of("nested", Map.of("list", List.of("a"))));
        assertThat(ofView).isEqualTo(copy);
    }

    @Test
    void copyOfWhenValuesAreNotOfJsonThenTheirText() {
        AtomicLong counter = new AtomicLong(7);
        Map<String, Object> source = new HashMap<>();
        source.put("counter", counter);
        source.put("nothing", null);
        source.put("list", Arrays.asList("a", null, 1L, 2.5, true, BigDecimal.TEN, URI.create("text")));
        source.put("map", Map.of(1, 2));
        Map<String, Object> copy = JsonMaps.copyOf(source);
        counter.set(8);
        assertThat(copy)
                .isEqualTo(Map.of(
                        "counter",
                        "7",
                        "list",
                        List.of("a", 1L, 2.5, true, BigDecimal.TEN, "text"),
                        "map",
                        Map.of("1", 2)));
        assertThat(JsonMaps.copyOf(Map.of())).isEmpty();
    }

    private static Map<String, Object> parsed(String text) {
        Map<String, Object> object = JsonMaps.parse(text).orElseThrow();
        assertThat(JsonMaps.parse(text.getBytes(StandardCharsets.UTF_8))).contains(object);
        return object;
    }
}
