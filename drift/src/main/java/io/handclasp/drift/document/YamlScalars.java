package io.handclasp.drift.document;

import java.util.Set;
import java.util.regex.Pattern;

/** What a plain scalar is by the core schema of YAML 1.2, section 10.3. */
final class YamlScalars {
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> BOOLEANS = Set.of("true", "True", "TRUE", "false", "False", "FALSE");
    private static final Pattern NUMBER = Pattern.compile(
            "[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
    private static final int LONGEST_NUMBER = 400;

    private YamlScalars() {}

    static Node.Scalar of(String text, boolean plain, int line) {
        if (!plain) {
            return new Node.Scalar(text, Node.Kind.TEXT, line);
        }
        if (NULLS.contains(text)) {
            return new Node.Scalar("", Node.Kind.NULL, line);
        }
        if (BOOLEANS.contains(text)) {
            return new Node.Scalar(text, Node.Kind.BOOLEAN, line);
        }
        boolean number = text.length() <= LONGEST_NUMBER && NUMBER.matcher(text).matches();
        return new Node.Scalar(text, number ? Node.Kind.NUMBER : Node.Kind.TEXT, line);
    }
}
