package io.handclasp.core;

import java.time.Duration;
import java.util.Objects;

/**
 * Checks of settings, for setters and compact constructors. Each returns the value that it checked, and each failure
 * names the setting, its value and what is accepted, for example {@code attemptTimeout was PT0S, must be greater than
 * zero}. Without state; safe for use by many threads.
 */
public final class Settings {
    private Settings() {}

    /**
     * Requires a duration greater than zero.
     *
     * @param setting the name of the setting
     * @param value its value
     * @return the value
     * @throws IllegalArgumentException if the value is zero or negative
     */
    public static Duration requirePositive(String setting, Duration value) {
        return check(setting, value, !value.isNegative() && !value.isZero(), "greater than zero");
    }

    /**
     * Requires a duration of zero or more.
     *
     * @param setting the name of the setting
     * @param value its value
     * @return the value
     * @throws IllegalArgumentException if the value is negative
     */
    public static Duration requireNotNegative(String setting, Duration value) {
        return check(setting, value, !value.isNegative(), "zero or greater");
    }

    /**
     * Requires a duration within bounds.
     *
     * @param setting the name of the setting
     * @param value its value
     * @param min the smallest accepted value
     * @param max the greatest accepted value
     * @return the value
     * @throws IllegalArgumentException if the value is outside the bounds
     */
    public static Duration requireWithin(String setting, Duration value, Duration min, Duration max) {
        return check(setting, value, value.compareTo(min) >= 0 && value.compareTo(max) <= 0, between(min, max));
    }

    /**
     * Requires a number within bounds.
     *
     * @param setting the name of the setting
     * @param value its value
     * @param min the smallest accepted value
     * @param max the greatest accepted value
     * @return the value
     * @throws IllegalArgumentException if the value is outside the bounds
     */
    public static int requireRange(String setting, int value, int min, int max) {
        return check(setting, value, value >= min && value <= max, between(min, max));
    }

    /**
     * Requires a number within bounds.
     *
     * @param setting the name of the setting
     * @param value its value
     * @param min the smallest accepted value
     * @param max the greatest accepted value
     * @return the value
     * @throws IllegalArgumentException if the value is outside the bounds
     */
    public static long requireRange(String setting, long value, long min, long max) {
        return check(setting, value, value >= min && value <= max, between(min, max));
    }

    /**
     * Requires a number within bounds. Not-a-number is never within bounds.
     *
     * @param setting the name of the setting
     * @param value its value
     * @param min the smallest accepted value
     * @param max the greatest accepted value
     * @return the value
     * @throws IllegalArgumentException if the value is outside the bounds
     */
    public static double requireRange(String setting, double value, double min, double max) {
        return check(setting, value, value >= min && value <= max, between(min, max));
    }

    /**
     * Requires a text with at least one visible character. A refused text is blank, so the message can show it.
     *
     * @param setting the name of the setting
     * @param value its value
     * @return the value
     * @throws IllegalArgumentException if the value is empty or only white space
     */
    public static String requireText(String setting, String value) {
        Objects.requireNonNull(value, setting);
        if (value.isBlank()) {
            throw new IllegalArgumentException(
                    setting + " was blank (" + value.length() + " characters), must be a text");
        }
        return value;
    }

    private static <T> T check(String setting, T value, boolean accepted, String acceptance) {
        if (!accepted) {
            throw new IllegalArgumentException(setting + " was " + value + ", must be " + acceptance);
        }
        return value;
    }

    private static String between(Object min, Object max) {
        return "between " + min + " and " + max;
    }
}
