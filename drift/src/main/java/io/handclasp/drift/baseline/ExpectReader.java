package io.handclasp.drift.baseline;

import io.handclasp.drift.ConfigValue;
import io.handclasp.drift.Place;
import io.handclasp.drift.Severity;
import io.handclasp.drift.document.DocumentException;
import io.handclasp.drift.document.Node;
import java.util.List;
import java.util.Optional;

/** Reads what is expected of one setting. */
final class ExpectReader {
    /** One of these says what is expected; "min" goes with "max". Without any, "type" is. */
    private static final List<String> CHECKS =
            List.of("equals", "present", "absent", "matches", "one-of", "min", "hmac", "reference");

    private static final List<String> KNOWN = List.of(
            "equals",
            "present",
            "absent",
            "matches",
            "one-of",
            "min",
            "max",
            "hmac",
            "reference",
            "type",
            "severity",
            "optional",
            "hint");

    private ExpectReader() {}

    static Expect read(Node node, Optional<String> keyId) throws DocumentException {
        Fields fields = Fields.of(node, KNOWN);
        try {
            Optional<ValueType> type = fields.constant("type", ValueType.values());
            Expect expect = check(fields, type, keyId);
            if (type.isPresent()) {
                expect = expect.as(type.get());
            }
            Optional<Severity> severity = fields.constant("severity", Severity.values());
            Optional<String> hint = fields.text("hint");
            expect = severity.isPresent() ? expect.severity(severity.get()) : expect;
            expect = hint.isPresent() ? expect.hint(hint.get()) : expect;
            return fields.flag("optional") ? expect.optional() : expect;
        } catch (IllegalArgumentException e) {
            throw new DocumentException(fields.line(), String.valueOf(e.getMessage()));
        }
    }

    private static Expect check(Fields fields, Optional<ValueType> type, Optional<String> keyId)
            throws DocumentException {
        List<String> given = CHECKS.stream().filter(fields::has).toList();
        if (given.size() > 1 || fields.has("min") != fields.has("max")) {
            throw new DocumentException(
                    fields.line(), "must have one of " + String.join(", ", CHECKS) + "; min and max go together");
        }
        if (given.isEmpty()) {
            return Expect.ofType(type.orElseThrow(() -> new DocumentException(
                    fields.line(), "must have one of " + String.join(", ", CHECKS) + ", or a type")));
        }
        String text =
                given.get(0).equals("one-of") ? "" : fields.text(given.get(0)).orElse("");
        return switch (given.get(0)) {
            case "equals" -> Expect.equalTo(text);
            case "matches" -> Expect.matching(text);
            case "hmac" -> Expect.fingerprint(text, keyId);
            case "reference" -> Expect.sameAs(new ConfigValue.Reference(text, Place.of("baseline")));
            case "one-of" -> Expect.oneOf(fields.texts("one-of").toArray(String[]::new));
            case "min" ->
                Expect.between(
                        type.orElse(ValueType.NUMBER), text, fields.text("max").orElse(""));
            case "present" -> onlyTrue(fields, "present", Expect.present());
            default -> onlyTrue(fields, "absent", Expect.absent());
        };
    }

    /** "present: false" could be read as "absent", or as nothing. */
    private static Expect onlyTrue(Fields fields, String name, Expect expect) throws DocumentException {
        if (!fields.flag(name)) {
            throw new DocumentException(fields.line(), name + " can only be true");
        }
        return expect;
    }
}
