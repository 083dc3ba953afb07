package io.handclasp.examples.quickstart.usage;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody who misspelt a word may have meant. */
public final class Nearest {
    private Nearest() {}

    /** " Did you mean ...?", or nothing when no known word is near. */
    public static String hint(String word, Collection<String> known) {
        Optional<String> nearest = known.stream().min(Comparator.comparingInt(candidate -> distance(word, candidate)));
        return nearest.filter(candidate -> distance(word, candidate) <= Math.max(2, candidate.length() / 3))
                .map(candidate -> " Did you mean " + candidate + "?")
                .orElse("");
    }

    /** How many letters have to be put in, left out or changed (Levenshtein, 1966). */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
