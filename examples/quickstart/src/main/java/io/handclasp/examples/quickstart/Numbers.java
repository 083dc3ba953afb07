package io.handclasp.examples.quickstart;

/** Reads whole numbers that a person typed. */
final class Numbers {
    private Numbers() {}

    static long parse(String setting, String value, long least, long most) throws UsageException {
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
