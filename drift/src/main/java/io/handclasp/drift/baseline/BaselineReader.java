package io.handclasp.drift.baseline;

import io.handclasp.drift.Environment;
import io.handclasp.drift.SecretText;
import io.handclasp.drift.Severity;
import io.handclasp.drift.document.DocumentException;
import io.handclasp.drift.document.Node;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a baseline out of a document. */
final class BaselineReader {
    static final String VERSION_FIELD = "handclasp-baseline";
    static final String VERSION = "1";
    static final String KEY_FIELD = "secret-key";
    private static final List<String> TOP = List.of(
            VERSION_FIELD, "name", KEY_FIELD, "settings", "environments", "closed", "unexpected-severity", "ignore");
    private static final Pattern KEY_ID = Pattern.compile("[0-9a-f]{16}");
    private static final List<String> IGNORE = List.of("keys", "rule", "reason", "until");
    private static final List<String> OVERLAY = List.of("settings");

    BaselineBuilder read(Node root) throws DocumentException {
        Fields top = Fields.of(root, TOP);
        String version = required(top, VERSION_FIELD);
        if (!version.equals(VERSION)) {
            throw new DocumentException(top.line(), VERSION_FIELD + " was another version, must be " + VERSION);
        }
        Optional<String> keyId = top.text(KEY_FIELD);
        if (!keyId.map(id -> KEY_ID.matcher(id).matches()).orElse(true)) {
            throw new DocumentException(top.line(), KEY_FIELD + " must be 16 lower-case hexadecimal digits");
        }
        BaselineBuilder builder = builder(top);
        for (var setting : settings(top).entrySet()) {
            builder.expect(key(setting), ExpectReader.read(setting.getValue(), keyId));
        }
        overlays(top, builder, keyId);
        builder.closed(top.texts("closed").toArray(String[]::new));
        top.constant("unexpected-severity", Severity.values()).ifPresent(builder::unexpectedSeverity);
        for (Node rule : list(top, "ignore")) {
            builder.ignore(ignore(rule));
        }
        return builder;
    }

    private static BaselineBuilder builder(Fields top) throws DocumentException {
        try {
            return Baseline.builder(required(top, "name"));
        } catch (IllegalArgumentException e) {
            throw new DocumentException(top.line(), String.valueOf(e.getMessage()));
        }
    }

    private static void overlays(Fields top, BaselineBuilder builder, Optional<String> keyId) throws DocumentException {
        Optional<Node> environments = top.node("environments");
        if (environments.isEmpty()) {
            return;
        }
        List<String> names =
                Arrays.stream(Environment.values()).map(Fields::word).toList();
        Fields overlays = Fields.of(environments.get(), names);
        for (Environment environment : Environment.values()) {
            Optional<Node> overlay = overlays.node(Fields.word(environment));
            if (overlay.isPresent()) {
                for (var setting : settings(Fields.of(overlay.get(), OVERLAY)).entrySet()) {
                    builder.expect(environment, key(setting), ExpectReader.read(setting.getValue(), keyId));
                }
            }
        }
    }

    private static Map<String, Node> settings(Fields fields) throws DocumentException {
        Optional<Node> settings = fields.node("settings");
        return settings.isPresent() ? Fields.map(settings.get()).members() : Map.of();
    }

    private static String key(Map.Entry<String, Node> setting) throws DocumentException {
        if (setting.getKey().isBlank()) {
            throw new DocumentException(setting.getValue().line(), "a setting has no name");
        }
        return setting.getKey();
    }

    private static List<Node> list(Fields fields, String name) throws DocumentException {
        Optional<Node> node = fields.node(name);
        if (node.isEmpty()) {
            return List.of();
        }
        if (node.get() instanceof Node.Sequence list) {
            return list.elements();
        }
        throw new DocumentException(node.get().line(), name + " must be a list");
    }

    private static IgnoreRule ignore(Node node) throws DocumentException {
        Fields fields = Fields.of(node, IGNORE);
        String keys = required(fields, "keys");
        String reason = required(fields, "reason");
        Optional<String> until = fields.text("until");
        try {
            return new IgnoreRule(new Glob(keys), fields.text("rule"), reason, until.map(BaselineReader::instant));
        } catch (DateTimeParseException e) {
            throw new DocumentException(
                    fields.line(), "until must be a date like 2027-01-31, or a time like" + " 2027-01-31T12:00:00Z");
        } catch (IllegalArgumentException e) {
            throw new DocumentException(fields.line(), SecretText.scrub(String.valueOf(e.getMessage())));
        }
    }

    /** A date is good until it is over, in UTC. */
    private static Instant instant(String text) {
        return text.length() == "2027-01-31".length()
                ? LocalDate.parse(text).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()
                : Instant.parse(text);
    }

    private static String required(Fields fields, String name) throws DocumentException {
        return fields.text(name)
                .orElseThrow(() -> new DocumentException(fields.line(), "the field " + name + " is missing"));
    }
}
