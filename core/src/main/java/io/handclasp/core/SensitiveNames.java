package io.handclasp.core;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which names of settings, headers, parameters and properties stand for a secret. */
final class SensitiveNames {
    /** Letters and digits of names that are secret wherever they occur in a name. */
    private static final List<String> FRAGMENTS = List.of(
            "password",
            "passwd",
            "passphrase",
            "pwd",
            "secret",
            "token",
            "credential",
            "authorization",
            "cookie",
            "sessionid",
            "assertion",
            "signature",
            "codeverifier",
            "apikey",
            "accesskey",
            "accountkey",
            "authkey",
            "encryptionkey",
            "hmackey",
            "masterkey",
            "privatekey",
            "sharedkey",
            "signingkey");

    private static final Set<String> WHOLE = Set.of("auth", "bearer", "jwt", "otp", "pass", "sid", "sig");

    private static final List<String> PASS_ENDINGS = List.of("_pass", "-pass", ".pass", "dbpass", "pgpass", "userpass");

    /** A name that ends so tells something about a secret and not the secret itself. */
    private static final List<String> HARMLESS_ENDINGS = List.of(
            "algorithm",
            "audience",
            "count",
            "enabled",
            "endpoint",
            "error",
            "exception",
            "expiresat",
            "expiresin",
            "expiry",
            "file",
            "issuer",
            "length",
            "lifetime",
            "path",
            "policy",
            "seconds",
            "size",
            "timeout",
            "ttl",
            "type",
            "uri",
            "url");

    private SensitiveNames() {}

    static boolean isSensitive(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String letters = lettersAndDigits(lower);
        if (HARMLESS_ENDINGS.stream().anyMatch(letters::endsWith)) {
            return false;
        }
        return WHOLE.contains(letters)
                || FRAGMENTS.stream().anyMatch(letters::contains)
                || PASS_ENDINGS.stream().anyMatch(lower::endsWith);
    }

    /** Headers whose value may hold blanks, so that it reaches to the end of the line. */
    static boolean isWholeLine(String name) {
        String letters = lettersAndDigits(name.toLowerCase(Locale.ROOT));
        return letters.endsWith("authorization") || letters.endsWith("cookie");
    }

    private static String lettersAndDigits(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (Character.isLetterOrDigit(text.charAt(i))) {
                kept.append(text.charAt(i));
            }
        }
        return kept.toString();
    }
}
