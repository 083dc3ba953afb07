package io.handclasp.examples.quickstart.usage;

/** Reads whole numbers that a person typed. */
public final class Numbers {
    private Numbers() {}

    public static long parse(String setting, String value, long least, long most) throws UsageException {
        UsageException refusal = new UsageException(
                setting + " was " + value + ", must be a whole number from " + least + " to " + most + ".");
        try {
            long number = Long.parseLong(value);
            if (number < least || number > most) {
                throw refusal;
            }
            return number;
        } catch (NumberFormatException notANumber) {
            throw refusal;
        }
    }
}
