package io.handclasp.drift.baseline;

import io.handclasp.core.Settings;

/**
 * A pattern for names of settings: {@code *} stands for any characters, also for none, and everything else for itself.
 *
 * @param pattern the pattern; not blank
 */
public record Glob(String pattern) {
    /**
     * Checks the pattern.
     *
     * @throws IllegalArgumentException when it is blank
     */
    public Glob {
        Settings.requireText("pattern", pattern);
    }

    /**
     * Tells whether a name fits. Takes time in proportion to the product of the two lengths at most.
     *
     * @param name the name
     * @return true if it fits the whole pattern
     */
    public boolean matches(String name) {
        int at = 0;
        int in = 0;
        int star = -1;
        int starAt = 0;
        while (in < name.length()) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                starAt = in;
            } else if (at < pattern.length() && pattern.charAt(at) == name.charAt(in)) {
                at++;
                in++;
            } else if (star >= 0) {
                at = star + 1;
                in = ++starAt;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == '*') {
            at++;
        }
        return at == pattern.length();
    }
}
