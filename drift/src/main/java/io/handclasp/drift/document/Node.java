package io.handclasp.drift.document;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A part of a document and the line where it starts. What it holds may be secret, so none of them prints it. Immutable.
 */
public sealed interface Node {
    /**
     * Where it starts.
     *
     * @return the line, from 1
     */
    int line();

    /** What kind of text a scalar is. */
    enum Kind {
        /** A text, quoted or not. */
        TEXT,
        /** A number. */
        NUMBER,
        /** True or false. */
        BOOLEAN,
        /** Nothing. */
        NULL
    }

    /**
     * A single value, as its text.
     *
     * @param text the text as it was written, without quotation marks; empty for nothing
     * @param kind what it is
     * @param line where it starts
     */
    record Scalar(String text, Kind kind, int line) implements Node {
        @Override
        public String toString() {
            return "Scalar[kind=" + kind + ", line=" + line + "]";
        }
    }

    /**
     * A list.
     *
     * @param elements its elements, in order
     * @param line where it starts
     */
    record Sequence(List<Node> elements, int line) implements Node {
        /** Copies the list. */
        public Sequence {
            elements = List.copyOf(elements);
        }

        @Override
        public String toString() {
            return "Sequence[line=" + line + "]";
        }
    }

    /**
     * A map from names to parts, in the order of the document.
     *
     * @param members the parts by their names
     * @param line where it starts
     */
    record Mapping(Map<String, Node> members, int line) implements Node {
        /** Copies the map, in its order. */
        public Mapping {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        /**
         * A part by its name.
         *
         * @param name the name
         * @return the part, if there is one
         */
        public Optional<Node> member(String name) {
            return Optional.ofNullable(members.get(name));
        }

        @Override
        public String toString() {
            return "Mapping[line=" + line + "]";
        }
    }

    /**
     * Follows names downwards.
     *
     * @param path the names of maps within maps
     * @return the part there, if there is one
     */
    default Optional<Node> at(String... path) {
        Optional<Node> node = Optional.of(this);
        for (String name : path) {
            node = node.flatMap(each -> each instanceof Mapping map ? map.member(name) : Optional.empty());
        }
        return node;
    }

    /**
     * Follows names downwards to a single value.
     *
     * @param path the names of maps within maps
     * @return its text, if there is a value that is not nothing
     */
    default Optional<String> text(String... path) {
        return at(path).flatMap(node -> node instanceof Scalar scalar && scalar.kind() != Kind.NULL
                ? Optional.of(scalar.text())
                : Optional.empty());
    }

    /**
     * Follows names downwards to a list.
     *
     * @param path the names of maps within maps
     * @return its elements; empty when there is no list
     */
    default List<Node> elements(String... path) {
        return at(path).map(node -> node instanceof Sequence list ? list.elements() : List.<Node>of())
                .orElse(List.of());
    }
}
