package io.handclasp.drift.baseline;

import io.handclasp.drift.SecretText;
import io.handclasp.drift.document.DocumentException;
import io.handclasp.drift.document.Node;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The fields of one map of a baseline file. */
final class Fields {
    private final Node.Mapping map;

    private Fields(Node.Mapping map) {
        this.map = map;
    }

    /** Refuses what is no map, and fields that are not known. */
    static Fields of(Node node, List<String> known) throws DocumentException {
        Node.Mapping map = map(node);
        for (var member : map.members().entrySet()) {
            if (!known.contains(member.getKey())) {
                throw new DocumentException(
                        member.getValue().line(),
                        "unknown field " + SecretText.key(member.getKey()) + ", did you mean "
                                + Nearest.of(member.getKey(), known) + "? Known are " + String.join(", ", known));
            }
        }
        return new Fields(map);
    }

    static Node.Mapping map(Node node) throws DocumentException {
        if (node instanceof Node.Mapping map) {
            return map;
        }
        throw new DocumentException(node.line(), "must be a map");
    }

    int line() {
        return map.line();
    }

    boolean has(String name) {
        return map.members().containsKey(name);
    }

    Optional<Node> node(String name) {
        return map.member(name);
    }

    Optional<String> text(String name) throws DocumentException {
        Optional<Node> node = map.member(name);
        return node.isPresent() ? Optional.of(text(name, node.get())) : Optional.empty();
    }

    private static String text(String name, Node node) throws DocumentException {
        if (node instanceof Node.Scalar scalar && scalar.kind() != Node.Kind.NULL) {
            return scalar.text();
        }
        throw new DocumentException(node.line(), name + " must be a single value");
    }

    boolean flag(String name) throws DocumentException {
        Optional<Node> node = map.member(name);
        if (node.isEmpty()) {
            return false;
        }
        if (node.get() instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.BOOLEAN) {
            return scalar.text().equalsIgnoreCase("true");
        }
        throw new DocumentException(node.get().line(), name + " must be true or false");
    }

    List<String> texts(String name) throws DocumentException {
        Optional<Node> node = map.member(name);
        if (node.isEmpty()) {
            return List.of();
        }
        if (!(node.get() instanceof Node.Sequence list)) {
            throw new DocumentException(node.get().line(), name + " must be a list");
        }
        String[] texts = new String[list.elements().size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = text(name, list.elements().get(i));
        }
        return List.of(texts);
    }

    /** A constant by its word: lower case, with hyphens. */
    <E extends Enum<E>> Optional<E> constant(String name, E[] constants) throws DocumentException {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        for (E constant : constants) {
            if (word(constant).equals(text.get())) {
                return Optional.of(constant);
            }
        }
        String words = Arrays.stream(constants).map(Fields::word).collect(Collectors.joining(", "));
        throw new DocumentException(map.member(name).orElse(map).line(), name + " must be one of " + words);
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
