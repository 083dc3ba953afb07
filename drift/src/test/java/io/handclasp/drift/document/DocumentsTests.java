package io.handclasp.drift.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTests {
    private static final DocumentLimits LIMITS = DocumentLimits.standard();

    @Test
    void yamlWhenNestedThenEachPartKnowsItsLine() throws Exception {
        Node root = Documents.yaml("server:\n  port: 8080\n  hosts:\n    - a\n    - 'b'\n", LIMITS)
                .get(0);

        assertThat(root.at("server", "port")).contains(new Node.Scalar("8080", Node.Kind.NUMBER, 2));
        assertThat(root.elements("server", "hosts"))
                .containsExactly(new Node.Scalar("a", Node.Kind.TEXT, 4), new Node.Scalar("b", Node.Kind.TEXT, 5));
    }

    @Test
    void jsonWhenNestedThenEachPartKnowsItsLine() throws Exception {
        Node root = Documents.json("{\n \"a\": {\"b\": 1.50},\n \"c\": [true, null]\n}", LIMITS);

        assertThat(root.at("a", "b")).contains(new Node.Scalar("1.50", Node.Kind.NUMBER, 2));
        assertThat(root.elements("c"))
                .containsExactly(new Node.Scalar("true", Node.Kind.BOOLEAN, 3), new Node.Scalar("", Node.Kind.NULL, 3));
    }

    @Test
    void yamlWhenBombThenRefusedByAliasesOrNodes() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            String alias = "*a" + (i - 1);
            bomb.append("a" + i + ": &a" + i + " [" + String.join(", ", List.of(alias, alias, alias, alias, alias))
                    + "]\n");
        }

        assertRefused(bomb.toString(), "maxNodes");
        assertRefused("a: &a 1\nb: [" + "*a, ".repeat(51) + "1]", "maxAliases");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- "})
    void yamlWhenNestedDeeplyThenRefusedWithoutStackOverflow(String level) {
        assertRefused(level.repeat(50_000), "maxDepth");
    }

    @Test
    void jsonWhenNestedDeeplyThenRefusedWithoutStackOverflow() {
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> Documents.json("[".repeat(50_000), LIMITS))
                .withMessageMatching("line 1: nested deeper than maxDepth, 64");
    }

    @Test
    void yamlWhenAnchorHoldsItselfThenRefused() {
        assertRefused("a: &a [*a]", "does not stand, whole, before it");
    }

    @Test
    void readWhenKeyStandsTwiceThenRefusedWithLine() {
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> Documents.yaml("a: 1\nb: 2\na: 3\n", LIMITS))
                .withMessage("line 3: a key stands twice in one map");
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> Documents.json("{\"a\": 1,\n\"a\": 2}", LIMITS))
                .withMessage("line 2: a key stands twice in one map");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: !!javax.script.ScriptEngineManager [x]",
                "!!java.net.URL http://x",
                "<<: {a: 1}",
                "? [a, b]\n: 1",
                "a: 'hunter2",
                "a: b: hunter2",
                "\tkey: hunter2",
                "*none"
            })
    void yamlWhenItIsNotPlainDataThenRefusedWithoutQuotingIt(String text) {
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> Documents.yaml(text, LIMITS))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2"))
                .withNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"password\": hunter2}", "[1,]", "{} {}", "nul", "{\"a\":\"hunter2}"})
    void jsonWhenBrokenThenRefusedWithoutQuotingIt(String text) {
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> Documents.json(text, LIMITS))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2"))
                .withNoCause();
    }

    @Test
    void decodeWhenByteOrderMarkThenLeftOut() throws Exception {
        assertThat(Documents.decode("\uFEFFa: 1".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("a: 1");
    }

    @Test
    void decodeWhenNotUtf8ThenRefusedWithLine() {
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> Documents.decode("a: 1\nb: \u00E9".getBytes(StandardCharsets.ISO_8859_1)))
                .withMessage("line 2: is not UTF-8");
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> Documents.decode("a: 1".getBytes(StandardCharsets.UTF_16)))
                .withMessage("line 1: is written in UTF-16, must be UTF-8");
    }

    @Test
    void readWhenMillionKeysThenRefusedByDefaultAndReadWithinWiderLimits() throws Exception {
        String text = text(1_000_000, i -> "\"" + Integer.toString(i, 36) + "\":1");

        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> Documents.json(text, LIMITS))
                .withMessageContaining("maxNodes, 200000");
        Node root = Documents.json(text, LIMITS.withMaxBytes(64 << 20).withMaxNodes(2_000_000));
        assertThat(((Node.Mapping) root).members()).hasSize(1_000_000);
    }

    private static String text(int count, java.util.function.IntFunction<String> member) {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : ",").append(member.apply(i));
        }
        return text.append('}').toString();
    }

    @Test
    void readWhenValueHasAMillionCharactersThenWhole() throws Exception {
        String value = "x".repeat(1 << 20);
        List<Supplier<Node>> readers = List.of(
                () -> read(() -> Documents.json("{\"a\": \"" + value + "\"}", LIMITS)),
                () -> read(() -> Documents.yaml("a: " + value, LIMITS).get(0)));

        assertThat(readers)
                .allSatisfy(
                        reader -> assertThat(reader.get().text("a").orElse("")).isEqualTo(value));
    }

    private static Node read(java.util.concurrent.Callable<Node> reader) {
        try {
            return reader.call();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void toStringWhenAnyNodeThenTellsNothingOfWhatIsInIt() throws Exception {
        Node root = Documents.yaml("a: hunter2\nb: [hunter2]", LIMITS).get(0);

        assertThat(root.toString() + root.at("a") + root.at("b")).doesNotContain("hunter2");
    }

    @Property(tries = 500)
    void yamlWhenAnyTextThenReadOrRefused(@ForAll String text) {
        try {
            assertThat(Documents.yaml(text, LIMITS)).isNotNull();
        } catch (DocumentException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    private static void assertRefused(String yaml, String words) {
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> Documents.yaml(yaml, LIMITS))
                .withMessageContaining(words);
    }
}
