package io.handclasp.drift;

import io.handclasp.core.Redaction;
import java.util.List;
import java.util.regex.Pattern;

/** Words that look like chance. A word is a stretch of letters, digits and the signs of both base64 alphabets. */
final class SecretShapes {
    private static final int MIN_LENGTH = 20;
    private static final int MIN_BASE64_LENGTH = 32;
    private static final double MIN_BASE64_BITS = 4.25;
    private static final double MIN_MIXED_BITS = 3.9;
    private static final double MIN_ALNUM_BITS = 3.4;

    /** Only so much of a word is counted: the entropy of a letter does not grow beyond that. */
    private static final int COUNTED = 4_096;

    private static final Pattern RANDOM_UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-4[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}");
    private static final List<String> DIGESTS = List.of("sha256:", "sha1:", "sha384:", "sha512:", "md5:");
    private static final List<String> PREFIXES = List.of(
            "ghp_",
            "gho_",
            "ghs_",
            "ghu_",
            "ghr_",
            "github_pat_",
            "glpat-",
            "xoxa-",
            "xoxb-",
            "xoxp-",
            "xoxr-",
            "xoxs-",
            "sk_live_",
            "sk_test_",
            "rk_live_",
            "sk-",
            "AKIA",
            "ASIA",
            "AIza",
            "ya29",
            "hvs",
            "npm_",
            "dckr_pat_");

    private SecretShapes() {}

    static String hide(String text) {
        StringBuilder out = null;
        int copied = 0;
        int at = 0;
        while (at < text.length()) {
            if (!isWordChar(text.charAt(at))) {
                at++;
                continue;
            }
            int end = at + 1;
            while (end < text.length() && isWordChar(text.charAt(end))) {
                end++;
            }
            if (end - at >= 12 && isSecret(text, at, end)) {
                out = out == null ? new StringBuilder(text.length()) : out;
                out.append(text, copied, at).append(Redaction.MARK);
                copied = end;
            }
            at = end;
        }
        return out == null ? text : out.append(text, copied, text.length()).toString();
    }

    private static boolean isWordChar(char c) {
        return isAlnum(c) || c == '_' || c == '-' || c == '+' || c == '/' || c == '=';
    }

    private static boolean isAlnum(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static boolean isSecret(String text, int start, int end) {
        // "name=value" is one word of these signs; what counts is each side by itself.
        int equals = text.indexOf('=', start);
        while (equals >= 0 && equals < end - 1 && text.charAt(equals + 1) != '=') {
            if (isSecretWord(text, start, equals)) {
                return true;
            }
            start = equals + 1;
            equals = text.indexOf('=', start);
        }
        return isSecretWord(text, start, end);
    }

    private static boolean isSecretWord(String text, int start, int end) {
        if (end - start < 12 || isDigest(text, start)) {
            return false;
        }
        String word = text.substring(start, Math.min(end, start + COUNTED));
        for (String prefix : PREFIXES) {
            if (word.startsWith(prefix)
                    && word.length() >= prefix.length() + 10
                    && Letters.of(word).digits() > 0) {
                return true;
            }
        }
        if (word.length() < MIN_LENGTH) {
            return false;
        }
        return RANDOM_UUID.matcher(word).find() || isMixed(word) || hasRandomPart(word);
    }

    private static boolean isDigest(String text, int start) {
        return DIGESTS.stream().anyMatch(digest -> text.startsWith(digest, start - digest.length()));
    }

    /** Either alphabet of base64, all of the word. */
    private static boolean isMixed(String word) {
        Letters letters = Letters.of(word);
        if (letters.lower() == 0 || letters.upper() == 0) {
            return false;
        }
        boolean path = word.indexOf('/') >= 0;
        boolean random =
                letters.bits() >= MIN_BASE64_BITS && letters.digits() > 0 && word.length() >= MIN_BASE64_LENGTH;
        return random || (!path && letters.digitGroups() >= 2 && letters.bits() >= MIN_MIXED_BITS);
    }

    /** A stretch of letters and digits only. */
    private static boolean hasRandomPart(String word) {
        int at = 0;
        while (at < word.length()) {
            int end = at;
            while (end < word.length() && isAlnum(word.charAt(end))) {
                end++;
            }
            if (end - at >= MIN_LENGTH) {
                Letters letters = Letters.of(word.substring(at, end));
                boolean hexadecimal = letters.isHexadecimal() && end - at >= 32 && letters.bits() > 2.5;
                if (hexadecimal
                        || (letters.digitGroups() >= 2 && letters.letters() > 0 && letters.bits() >= MIN_ALNUM_BITS)) {
                    return true;
                }
            }
            at = Math.max(end, at + 1);
        }
        return false;
    }
}
