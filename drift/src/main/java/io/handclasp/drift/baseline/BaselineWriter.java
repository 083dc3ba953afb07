package io.handclasp.drift.baseline;

import io.handclasp.core.Secret;
import io.handclasp.core.json.JsonObjects;
import io.handclasp.core.json.JsonReports;
import io.handclasp.drift.ConfigValue;
import io.handclasp.drift.Environment;
import io.handclasp.drift.Place;
import io.handclasp.drift.SecretFingerprints;
import io.handclasp.drift.Severity;
import jakarta.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.crypto.SecretKey;

/** Writes a baseline as a document that {@link BaselineReader} reads. */
final class BaselineWriter {
    private static final Place HERE = Place.of("baseline");

    private final Optional<SecretFingerprints> fingerprints;

    BaselineWriter(Optional<SecretKey> secretKey) {
        this.fingerprints = secretKey.map(SecretFingerprints::of);
    }

    JsonObject write(Baseline baseline) {
        if (!baseline.rules().isEmpty()) {
            throw new IllegalArgumentException("rules over several settings are written in Java, was a baseline with "
                    + baseline.rules().size() + " of them, must have none");
        }
        JsonObjects json = JsonObjects.object()
                .put(BaselineReader.VERSION_FIELD, 1)
                .put("name", baseline.name())
                .putIfPresent(BaselineReader.KEY_FIELD, keyId(baseline), JsonReports::text)
                .put("unexpected-severity", Fields.word(baseline.unexpectedSeverity()))
                .put("closed", JsonReports.array(baseline.closed(), glob -> JsonReports.text(glob.pattern())))
                .put("settings", settings(baseline.everywhere()));
        if (!baseline.overlays().isEmpty()) {
            JsonObjects overlays = JsonObjects.object();
            for (Map.Entry<Environment, ? extends Map<String, Expect>> overlay :
                    baseline.overlays().entrySet()) {
                overlays.put(
                        Fields.word(overlay.getKey()),
                        JsonObjects.object()
                                .put("settings", settings(overlay.getValue()))
                                .build());
            }
            json.put("environments", overlays.build());
        }
        return json.put("ignore", JsonReports.array(baseline.ignoreRules(), BaselineWriter::ignore))
                .build();
    }

    /** A file has fingerprints under one key, which it names, so that a host with another one is told. */
    private Optional<String> keyId(Baseline baseline) {
        Set<String> ids = new TreeSet<>();
        fingerprints.ifPresent(own -> ids.add(own.keyId()));
        Stream.concat(Stream.of(baseline.everywhere()), baseline.overlays().values().stream())
                .flatMap(settings -> settings.values().stream())
                .map(Expect::check)
                .forEach(check -> {
                    if (check instanceof Checks.Fingerprint fingerprint) {
                        fingerprint.keyId().ifPresent(ids::add);
                    }
                });
        if (ids.size() > 1) {
            throw new IllegalArgumentException(
                    "secretKey was another one than some secrets of the baseline are under, must be the same");
        }
        return ids.stream().findFirst();
    }

    private static JsonObject ignore(IgnoreRule rule) {
        return JsonObjects.object()
                .put("keys", rule.keys().pattern())
                .putIfPresent("rule", rule.ruleId(), JsonReports::text)
                .put("reason", rule.reason())
                .putIfPresent("until", rule.until(), JsonReports::instant)
                .build();
    }

    private JsonObject settings(Map<String, Expect> expectations) {
        JsonObjects json = JsonObjects.object();
        expectations.forEach((key, expect) -> json.put(key, setting(key, expect)));
        return json.build();
    }

    private JsonObject setting(String key, Expect expect) {
        JsonObjects json = JsonObjects.object();
        boolean typed = check(json, key, expect.check());
        if (typed && expect.type() != ValueType.TEXT) {
            json.put("type", expect.type().word());
        }
        if (expect.severity() != Severity.WARNING) {
            json.put("severity", Fields.word(expect.severity()));
        }
        if (expect.isOptional()) {
            json.put("optional", true);
        }
        return json.putIfPresent("hint", expect.hint(), JsonReports::text).build();
    }

    /** Writes what is expected; tells whether the type goes with it. */
    private boolean check(JsonObjects json, String key, Check check) {
        if (check instanceof Checks.Same same) {
            return value(json, ConfigValue.of(key, same.text(), HERE));
        } else if (check instanceof Checks.SameAs same) {
            return value(json, same.value());
        } else if (check instanceof Checks.Fingerprint fingerprint) {
            json.put("hmac", fingerprint.hmac());
            return false;
        } else if (check instanceof Checks.Matching matching) {
            json.put("matches", matching.pattern().toString());
        } else if (check instanceof Checks.OneOf oneOf) {
            if (oneOf.texts().stream()
                    .anyMatch(text -> !(ConfigValue.of(key, text, HERE) instanceof ConfigValue.Plain))) {
                throw new IllegalArgumentException("several accepted secrets of one setting cannot be written");
            }
            json.put("one-of", JsonReports.array(oneOf.texts(), JsonReports::text));
        } else if (check instanceof Checks.Between between) {
            json.put("min", between.min()).put("max", between.max());
        } else if (check instanceof Checks.Present) {
            json.put("present", true);
        } else if (check instanceof Checks.Absent) {
            json.put("absent", true);
        }
        return true;
    }

    private boolean value(JsonObjects json, ConfigValue value) {
        if (value instanceof ConfigValue.Plain plain) {
            json.put("equals", plain.text());
            return true;
        }
        // One that cannot be shown whole would be another one when it is read back.
        if (value instanceof ConfigValue.Reference reference
                && reference.target().equals(Secret.of(reference.reference()))) {
            json.put("reference", reference.reference());
        } else if (value instanceof ConfigValue.Sensitive sensitive && fingerprints.isPresent()) {
            json.put("hmac", fingerprints.get().of(sensitive.secret()));
        } else {
            json.put("present", true);
        }
        return false;
    }
}
