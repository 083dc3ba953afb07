package io.handclasp.validator.report;

import io.handclasp.validator.ValidationListener;

/** The formats that come with Handclasp. Without state; safe for use by many threads. */
public final class ReportFormats {
    private ReportFormats() {}

    /**
     * Text in the layout of {@code linkerd check}.
     *
     * @param style whether with colours, and with which signs
     * @return the format
     */
    public static ReportFormat text(TextStyle style) {
        return new TextFormat(style);
    }

    /**
     * The same text line by line, while the run goes on: a check stands there as soon as it has its result.
     *
     * @param out where to; flushed after each event when it can be
     * @param style whether with colours, and with which signs
     * @return a listener for one run at a time; when {@code out} fails, what it throws is logged and the run goes on
     */
    public static ValidationListener liveText(Appendable out, TextStyle style) {
        return new LiveText(out, style);
    }

    /**
     * JSON, as {@code docs/validation-report.schema.json} describes it.
     *
     * @return the format
     */
    public static ReportFormat json() {
        return new JsonFormat();
    }

    /**
     * JUnit XML as Surefire writes it and Jenkins reads it. A failed check is a failure, one that could not be judged an error,
     * one that was skipped or blocked is skipped. Suites of their own hold the objectives and the run as a whole; so there is a
     * failure or an error exactly when the exit code is not zero.
     *
     * @return the format
     */
    public static ReportFormat junitXml() {
        return new JunitXmlFormat();
    }

    /**
     * One HTML page that refers to nothing outside of it and holds no script.
     *
     * @return the format
     */
    public static ReportFormat html() {
        return new HtmlFormat();
    }
}
