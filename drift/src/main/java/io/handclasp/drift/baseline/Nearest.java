package io.handclasp.drift.baseline;

import java.util.Comparator;
import java.util.List;

/** Which known word somebody meant: the one with the fewest letters to change (Levenshtein). */
final class Nearest {
    private static final int LONGEST = 60;

    private Nearest() {}

    static String of(String word, List<String> known) {
        String start = word.length() > LONGEST ? word.substring(0, LONGEST) : word;
        return known.stream()
                .min(Comparator.comparingInt(each -> distance(start, each)))
                .orElse("");
    }

    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int above = row[j];
                int change = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(row[j - 1], above) + 1);
                diagonal = above;
            }
        }
        return row[right.length()];
    }
}
