package io.handclasp.drift;

/**
 * What a word is made of.
 *
 * @param lower how many lower-case letters
 * @param upper how many upper-case letters
 * @param digits how many digits
 * @param digitGroups how many stretches of digits
 * @param hexadecimal how many hexadecimal digits
 * @param length how many characters
 * @param bits Shannon's entropy of one character
 */
record Letters(int lower, int upper, int digits, int digitGroups, int hexadecimal, int length, double bits) {
    private static final int ASCII = 128;

    static Letters of(String word) {
        int[] counts = new int[ASCII];
        int lower = 0;
        int upper = 0;
        int digits = 0;
        int groups = 0;
        int hexadecimal = 0;
        boolean inGroup = false;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            counts[c % ASCII]++;
            boolean digit = c >= '0' && c <= '9';
            lower += c >= 'a' && c <= 'z' ? 1 : 0;
            upper += c >= 'A' && c <= 'Z' ? 1 : 0;
            digits += digit ? 1 : 0;
            groups += digit && !inGroup ? 1 : 0;
            hexadecimal += digit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') ? 1 : 0;
            inGroup = digit;
        }
        return new Letters(lower, upper, digits, groups, hexadecimal, word.length(), bits(counts, word.length()));
    }

    int letters() {
        return lower + upper;
    }

    /** All of it, and with letters: a long number of digits is a number. */
    boolean isHexadecimal() {
        return hexadecimal == length && letters() > 0 && digits > 0;
    }

    private static double bits(int[] counts, int length) {
        double bits = 0;
        for (int count : counts) {
            if (count > 0) {
                double share = (double) count / length;
                bits -= share * Math.log(share) / Math.log(2);
            }
        }
        return bits;
    }
}
