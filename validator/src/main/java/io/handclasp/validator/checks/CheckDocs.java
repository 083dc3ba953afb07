package io.handclasp.validator.checks;

/** Makes hints that say what to do and where to read on. */
final class CheckDocs {
    static final String PAGE = "docs/validation-checks.md";

    private CheckDocs() {}

    /** For example {@code start the service (docs/validation-checks.md#service-call)}. */
    static String hint(String advice, String anchor) {
        return advice + " (" + PAGE + "#" + anchor + ")";
    }
}
