package io.handclasp.drift.document;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Reads YAML event by event, so that nothing recurses and no object is ever made of a tag. */
final class YamlDocuments {
    private static final String CORE_TAG = "tag:yaml.org,2002:";
    private static final List<String> CORE = List.of("str", "int", "float", "bool", "null", "map", "seq");

    private final DocumentLimits limits;
    private final NodeBuilder builder;
    private final Map<Anchor, Anchored> anchors = new HashMap<>();
    private final Deque<Optional<Anchor>> openAnchors = new ArrayDeque<>();
    private final List<Node> documents = new ArrayList<>();
    private int aliases;

    private record Anchored(Node node, int size) {}

    YamlDocuments(DocumentLimits limits) {
        this.limits = limits;
        this.builder = new NodeBuilder(limits);
    }

    List<Node> read(String text) throws DocumentException {
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(limits.maxBytes())
                .setUseMarks(true)
                .build();
        try {
            Parser parser = new ParserImpl(settings, new StreamReader(settings, text));
            while (parser.hasNext()) {
                accept(parser.next());
            }
        } catch (MarkedYamlEngineException e) {
            // The message quotes the document.
            throw new DocumentException(
                    e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0), "is not YAML");
        } catch (YamlEngineException e) {
            throw new DocumentException(0, "is not YAML");
        }
        return documents;
    }

    private void accept(Event event) throws DocumentException {
        switch (event.getEventId()) {
            case DocumentStart -> startDocument((DocumentStartEvent) event);
            case Alias -> alias((AliasEvent) event);
            case Scalar -> scalar((ScalarEvent) event);
            case SequenceStart -> {
                SequenceStartEvent start = (SequenceStartEvent) event;
                start(event, start.getAnchor(), start.getTag(), false);
            }
            case MappingStart -> {
                MappingStartEvent start = (MappingStartEvent) event;
                start(event, start.getAnchor(), start.getTag(), true);
            }
            case SequenceEnd, MappingEnd -> end();
            default -> {
                // Comments, and the ends of documents and of the stream, say nothing.
            }
        }
    }

    private void startDocument(DocumentStartEvent event) throws DocumentException {
        anchors.clear();
        if (event.getSpecVersion().isPresent() && event.getSpecVersion().get().getMajor() != 1) {
            throw new DocumentException(line(event), "is not YAML 1");
        }
    }

    private void start(Event event, Optional<Anchor> anchor, Optional<String> tag, boolean isMap)
            throws DocumentException {
        requireValue(event);
        requireCore(event, tag);
        openAnchors.push(anchor);
        builder.start(line(event), isMap);
    }

    private void end() throws DocumentException {
        int size = builder.openSize();
        keep(openAnchors.pop(), builder.end(), size);
    }

    private void keep(Optional<Anchor> anchor, Node node, int size) {
        anchor.ifPresent(name -> anchors.put(name, new Anchored(node, size)));
        if (openAnchors.isEmpty()) {
            boolean nothing = node instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.NULL;
            if (!nothing) {
                documents.add(node);
            }
        }
    }

    private void scalar(ScalarEvent event) throws DocumentException {
        requireCore(event, event.getTag());
        if (builder.awaitsName() && !openAnchors.isEmpty()) {
            if (event.isPlain() && event.getValue().equals("<<")) {
                throw new DocumentException(line(event), "has a merge key, <<, which YAML 1.2 does not know");
            }
            builder.name(event.getValue(), line(event));
            return;
        }
        Node.Scalar scalar = YamlScalars.of(
                event.getValue(), event.isPlain() && event.getTag().isEmpty(), line(event));
        builder.scalar(scalar);
        keep(event.getAnchor(), scalar, 1);
    }

    private void alias(AliasEvent event) throws DocumentException {
        requireValue(event);
        aliases++;
        if (aliases > limits.maxAliases()) {
            throw new DocumentException(line(event), "has more than maxAliases, " + limits.maxAliases() + " aliases");
        }
        Anchored anchored = anchors.get(event.getAlias());
        if (anchored == null) {
            throw new DocumentException(line(event), "has an alias of something that does not stand, whole, before it");
        }
        builder.repeat(anchored.node(), anchored.size(), line(event));
    }

    private void requireValue(Event event) throws DocumentException {
        if (builder.awaitsName()) {
            throw new DocumentException(line(event), "has a key that is not a plain text");
        }
    }

    private static void requireCore(Event event, Optional<String> tag) throws DocumentException {
        boolean core = tag.isEmpty()
                || tag.get().equals("!")
                || CORE.stream().anyMatch(name -> tag.get().equals(CORE_TAG + name));
        if (!core) {
            throw new DocumentException(line(event), "has a tag that is not of the core schema");
        }
    }

    private static int line(Event event) {
        return event.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }
}
