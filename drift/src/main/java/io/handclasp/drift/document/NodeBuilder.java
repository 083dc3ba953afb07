package io.handclasp.drift.document;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts a document together from the events of a parser, within limits and without recursion. */
final class NodeBuilder {
    private final DocumentLimits limits;
    private final Deque<Open> open = new ArrayDeque<>();
    private @Nullable Node root;
    private int nodes;

    NodeBuilder(DocumentLimits limits) {
        this.limits = limits;
    }

    /** A list or map that has not ended. */
    private static final class Open {
        final int line;
        final @Nullable Map<String, Node> members;
        final List<Node> elements = new ArrayList<>();

        @Nullable
        String name;

        int size = 1;

        Open(int line, boolean isMap) {
            this.line = line;
            this.members = isMap ? new LinkedHashMap<>() : null;
        }
    }

    boolean awaitsName() {
        Open top = open.peek();
        return top != null && top.members != null && top.name == null;
    }

    void name(String name, int line) throws DocumentException {
        Open top = open.element();
        if (top.members != null && top.members.containsKey(name)) {
            throw new DocumentException(line, "a key stands twice in one map");
        }
        top.name = name;
    }

    void start(int line, boolean isMap) throws DocumentException {
        if (open.size() >= limits.maxDepth()) {
            throw new DocumentException(line, "nested deeper than maxDepth, " + limits.maxDepth());
        }
        count(line, 1);
        open.push(new Open(line, isMap));
    }

    Node end() throws DocumentException {
        Open top = open.pop();
        Node node = top.members != null
                ? new Node.Mapping(top.members, top.line)
                : new Node.Sequence(top.elements, top.line);
        add(node, top.size);
        return node;
    }

    void scalar(Node.Scalar scalar) throws DocumentException {
        count(scalar.line(), 1);
        add(scalar, 1);
    }

    /** How many nodes have been counted inside of the list or map that is open now, itself included. */
    int openSize() {
        return open.element().size;
    }

    /** A part that stands in the document already. */
    void repeat(Node node, int size, int line) throws DocumentException {
        count(line, size);
        add(node, size);
    }

    private void count(int line, int more) throws DocumentException {
        if (more > limits.maxNodes() - nodes) {
            throw new DocumentException(
                    line, "holds more than maxNodes, " + limits.maxNodes() + " values, lists and maps");
        }
        nodes += more;
    }

    private void add(Node node, int size) {
        Open top = open.peek();
        if (top == null) {
            root = node;
        } else {
            top.size += size;
            if (top.members == null) {
                top.elements.add(node);
            } else if (top.name != null) {
                top.members.put(top.name, node);
                top.name = null;
            }
        }
    }

    @Nullable
    Node root() {
        return root;
    }
}
