package io.handclasp.drift.baseline;

import io.handclasp.core.Secret;
import io.handclasp.drift.ConfigValue;
import io.handclasp.drift.SecretFingerprints;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.SecretKey;

/** Compares values; secret ones by their keyed fingerprints. Not safe for use by many threads: one for each comparison. */
public final class Comparer {
    private final SecretFingerprints fingerprints;
    private final boolean shared;

    private Comparer(SecretFingerprints fingerprints, boolean shared) {
        this.fingerprints = fingerprints;
        this.shared = shared;
    }

    /**
     * Starts a comparison.
     *
     * @param key the host's key, by which fingerprints in baseline files were made; empty for a key that nobody knows,
     *     which then cannot judge such fingerprints
     * @return the comparer
     * @throws IllegalArgumentException when the key cannot be used
     */
    public static Comparer of(Optional<SecretKey> key) {
        return new Comparer(key.map(SecretFingerprints::of).orElseGet(SecretFingerprints::random), key.isPresent());
    }

    /**
     * Tells whether two values stand for the same. A reference is the same as an equal reference and as nothing else.
     *
     * @param left a value
     * @param right a value
     * @param type what they stand for; texts that are not of it are compared as they are
     * @return true if they do
     */
    public boolean same(ConfigValue left, ConfigValue right, ValueType type) {
        if (left instanceof ConfigValue.Plain a && right instanceof ConfigValue.Plain b) {
            return a.text().equals(b.text())
                    || (type != ValueType.TEXT && canonical(a, type).equals(canonical(b, type)));
        }
        if (left instanceof ConfigValue.Reference a) {
            return right instanceof ConfigValue.Reference b && a.target().equals(b.target());
        }
        return !(right instanceof ConfigValue.Reference)
                && Arrays.equals(fingerprint(left, type), fingerprint(right, type));
    }

    /**
     * The keyed fingerprint of what a value stands for.
     *
     * @param value a value that is no reference
     * @param type what it stands for
     * @return 32 bytes
     */
    public byte[] fingerprint(ConfigValue value, ValueType type) {
        if (type == ValueType.TEXT && value instanceof ConfigValue.Sensitive sensitive) {
            return fingerprints.bytesOf(sensitive.secret());
        }
        String canonical = canonical(value, type);
        return fingerprints.bytesOf(canonical.isEmpty() ? Optional.empty() : Optional.of(Secret.of(canonical)));
    }

    /**
     * Tells whether a value has the fingerprint that stands in a baseline.
     *
     * @param value a value that is no reference
     * @param expected hexadecimal digits, made under the host's key
     * @return whether it has; empty when there is no key of the host
     */
    public Optional<Boolean> hasFingerprint(ConfigValue value, String expected) {
        Secret text = Secret.of(HexFormat.of().formatHex(fingerprint(value, ValueType.TEXT)));
        return shared ? Optional.of(text.equals(Secret.of(expected))) : Optional.empty();
    }

    /**
     * Tells whether a fingerprint was made under another key than this comparer has: then it says nothing of a value.
     *
     * @param keyId the name of that key, as of {@link SecretFingerprints#keyId}
     * @return true when the host has a key and it is another one
     */
    public boolean hasOtherKey(String keyId) {
        return shared && !fingerprints.keyId().equals(keyId);
    }

    private static String canonical(ConfigValue value, ValueType type) {
        String text = Texts.of(value).orElse("");
        return type.canonical(text).orElse(text);
    }
}
