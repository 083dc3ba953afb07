package io.handclasp.core.json;

import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonParser;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Map;

/** Turns JSON values into text (RFC 8259). Without state; safe for use by many threads. */
public final class JsonText {
    private JsonText() {}

    /**
     * Writes a value for people: indented, a line for each member, line feeds between the lines and none at the ends.
     *
     * @param value any JSON value
     * @return the text
     * @throws IllegalStateException if there is no JSON provider
     */
    public static String pretty(JsonValue value) {
        return write(value, Map.of(JsonGenerator.PRETTY_PRINTING, true)).strip();
    }

    /**
     * Writes a value for machines: without white space.
     *
     * @param value any JSON value
     * @return the text
     * @throws IllegalStateException if there is no JSON provider
     */
    public static String compact(JsonValue value) {
        return write(value, Map.of());
    }

    /**
     * Writes a whole document as {@link #pretty} does, with a line feed at its end, and flushes the writer. The writer is
     * left open.
     *
     * @param document an object or an array
     * @param writer where to
     * @throws IOException if the writer throws it
     * @throws IllegalStateException if there is no JSON provider
     */
    public static void write(JsonStructure document, Writer writer) throws IOException {
        writer.write(pretty(document));
        writer.write('\n');
        writer.flush();
    }

    private static String write(JsonValue value, Map<String, ?> config) {
        StringWriter text = new StringWriter();
        try (JsonWriter writer =
                JsonSupport.provider().createWriterFactory(config).createWriter(text)) {
            writer.write(value);
        }
        return text.toString();
    }

    /**
     * Reads a text piece by piece, for callers who bound what they accept. The parser is the caller's to close.
     *
     * @param text the text
     * @return a parser before the text's first token
     * @throws IllegalStateException when the JSON provider is missing; names the artifact
     */
    public static JsonParser parser(String text) {
        return JsonSupport.parsers().createParser(new StringReader(text));
    }
}
