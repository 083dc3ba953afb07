package io.handclasp.drift.source;

import io.handclasp.drift.Place;
import io.handclasp.drift.document.DocumentException;
import io.handclasp.drift.document.DocumentLimits;
import io.handclasp.drift.document.Node;
import java.util.List;
import java.util.Map;

/** Turns a document into settings: names within names are joined by dots. */
final class Flattening {
    /** Aliases can nest a document deeper than it is written. */
    /** Each level repeats the name above it, so names without a bound would make of one document many times its size. */
    static final int MAX_NAME = 4_096;

    private final int maxDepth;

    private final Place place;
    private final ValueCollector values;

    Flattening(Place place, DocumentLimits limits, ValueCollector values) {
        this.place = place;
        this.maxDepth = limits.maxDepth();
        this.values = values;
    }

    static Node single(List<Node> documents) throws DocumentException {
        if (documents.isEmpty()) {
            throw new DocumentException(1, "is empty, must be one document");
        }
        if (documents.size() > 1) {
            throw new DocumentException(documents.get(1).line(), "holds several documents, must be one");
        }
        return documents.get(0);
    }

    void add(Node root) throws DocumentException {
        if (!(root instanceof Node.Mapping map)) {
            throw new DocumentException(root.line(), "is no map of settings");
        }
        members(map, "", 1);
    }

    private void members(Node.Mapping map, String prefix, int depth) throws DocumentException {
        for (Map.Entry<String, Node> member : map.members().entrySet()) {
            add(prefix.isEmpty() ? member.getKey() : prefix + "." + member.getKey(), member.getValue(), depth + 1);
        }
    }

    private void add(String key, Node node, int depth) throws DocumentException {
        if (key.length() > MAX_NAME) {
            throw new DocumentException(
                    node.line(), "is a setting whose name has more than " + MAX_NAME + " characters");
        }
        if (depth > maxDepth + 1) {
            throw new DocumentException(node.line(), "nested deeper than maxDepth, " + maxDepth);
        }
        if (node instanceof Node.Mapping map && !map.members().isEmpty()) {
            members(map, key, depth);
        } else if (node instanceof Node.Sequence list && !list.elements().isEmpty()) {
            for (int i = 0; i < list.elements().size(); i++) {
                add(key + "[" + i + "]", list.elements().get(i), depth + 1);
            }
        } else if (!values.add(key, text(node), place.at(node.line()))) {
            throw new DocumentException(node.line(), "is a setting whose name, its parts joined, stands before");
        }
    }

    private static String text(Node node) {
        if (node instanceof Node.Scalar scalar) {
            return scalar.text();
        }
        return node instanceof Node.Mapping ? "{}" : "[]";
    }
}
