package io.handclasp.drift.rules;

/** The page of each rule. */
final class Pages {
    private Pages() {}

    /** A hint that names the page of a rule. */
    static String hint(String text, String id) {
        return text + " See docs/rules/" + id + ".md";
    }
}
