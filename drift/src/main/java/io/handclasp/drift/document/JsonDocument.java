package io.handclasp.drift.document;

import io.handclasp.core.json.JsonText;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Reads JSON event by event; the messages of the parser are not kept, since they quote the text. */
final class JsonDocument {
    private JsonDocument() {}

    static Node read(String text, DocumentLimits limits) throws DocumentException {
        NodeBuilder builder = new NodeBuilder(limits);
        JsonParser parser = JsonText.parser(text);
        try (parser) {
            while (parser.hasNext()) {
                accept(parser, parser.next(), builder);
            }
        } catch (JsonException | NoSuchElementException | IllegalStateException | NumberFormatException notJson) {
            throw new DocumentException(lineOf(parser), "is not JSON");
        }
        Node root = builder.root();
        if (root == null) {
            throw new DocumentException(1, "is empty, must be JSON");
        }
        return root;
    }

    private static void accept(JsonParser parser, JsonParser.Event event, NodeBuilder builder)
            throws DocumentException {
        int line = line(parser);
        switch (event) {
            case START_OBJECT -> builder.start(line, true);
            case START_ARRAY -> builder.start(line, false);
            case END_OBJECT, END_ARRAY -> builder.end();
            case KEY_NAME -> builder.name(parser.getString(), line);
            case VALUE_STRING -> builder.scalar(new Node.Scalar(parser.getString(), Node.Kind.TEXT, line));
            case VALUE_NUMBER -> builder.scalar(new Node.Scalar(parser.getString(), Node.Kind.NUMBER, line));
            case VALUE_TRUE -> builder.scalar(new Node.Scalar("true", Node.Kind.BOOLEAN, line));
            case VALUE_FALSE -> builder.scalar(new Node.Scalar("false", Node.Kind.BOOLEAN, line));
            case VALUE_NULL -> builder.scalar(new Node.Scalar("", Node.Kind.NULL, line));
        }
    }

    private static int line(JsonParser parser) {
        return (int)
                Math.max(1, Math.min(Integer.MAX_VALUE, parser.getLocation().getLineNumber()));
    }

    /** A parser that has failed may have no location to tell. */
    private static int lineOf(@Nullable JsonParser parser) {
        try {
            return parser == null ? 0 : line(parser);
        } catch (RuntimeException e) {
            return 0;
        }
    }
}
