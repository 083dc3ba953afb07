package io.handclasp.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTextTests {
    private static final JsonObject DOCUMENT = JsonObjects.object()
            .put("name", "a\"\n\u0001é")
            .put("list", JsonReports.array(List.of(1L, 2L), JsonReports::number))
            .build();

    @Test
    void compactWhenObjectThenNoWhiteSpaceAndEscaped() {
        assertThat(JsonText.compact(DOCUMENT)).isEqualTo("{\"name\":\"a\\\"\\n\\u0001é\",\"list\":[1,2]}");
    }

    @Test
    void prettyWhenObjectThenOneLinePerMemberAndNoneAtTheEnds() {
        assertThat(JsonText.pretty(DOCUMENT).lines()).first().isEqualTo("{");
        assertThat(JsonText.pretty(DOCUMENT)).endsWith("}").contains("\n    \"list\": [");
    }

    @Test
    void compactWhenNotAStructureThenThatValue() {
        assertThat(JsonText.compact(JsonValue.NULL)).isEqualTo("null");
        assertThat(JsonText.pretty(JsonReports.text("x"))).isEqualTo("\"x\"");
        assertThat(JsonText.compact(JsonReports.number(1.5))).isEqualTo("1.5");
    }

    @Test
    void writeWhenDoneThenFlushedAndLeftOpen() throws IOException {
        Recorder writer = new Recorder();
        JsonText.write(DOCUMENT, writer);

        assertThat(writer.toString()).isEqualTo(JsonText.pretty(DOCUMENT) + "\n");
        assertThat(writer.flushed).isTrue();
        assertThat(writer.closed).isFalse();
    }

    @Test
    void writeWhenWriterFailsThenItsException() {
        IOException failure = new IOException("disk full");
        Writer broken = new FailingWriter(failure);

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> JsonText.write(DOCUMENT, broken))
                .isSameAs(failure);
    }

    private static final class FailingWriter extends Writer {
        private final IOException failure;

        FailingWriter(IOException failure) {
            this.failure = failure;
        }

        @Override
        public void write(char[] characters, int offset, int length) throws IOException {
            throw failure;
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private static final class Recorder extends StringWriter {
        private boolean flushed;
        private boolean closed;

        @Override
        public void flush() {
            flushed = true;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void parserWhenTextIsAnObjectThenItsTokensInOrder() {
        try (jakarta.json.stream.JsonParser parser = JsonText.parser("{\"a\":1}")) {
            assertThat(parser.next()).isEqualTo(jakarta.json.stream.JsonParser.Event.START_OBJECT);
            assertThat(parser.next()).isEqualTo(jakarta.json.stream.JsonParser.Event.KEY_NAME);
            assertThat(parser.getString()).isEqualTo("a");
        }
    }
}
