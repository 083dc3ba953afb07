package io.handclasp.validator.report;

import io.handclasp.validator.ValidationListener;
import io.handclasp.validator.model.CheckResult;
import io.handclasp.validator.model.PhaseResult;
import io.handclasp.validator.model.ValidationPhase;
import io.handclasp.validator.model.ValidationReport;
import java.io.Flushable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The text while the run goes on. */
final class LiveText implements ValidationListener {
    private final Appendable out;
    private final TextLines lines;

    LiveText(Appendable out, TextStyle style) {
        this.out = out;
        this.lines = new TextLines(style);
    }

    @Override
    public void phaseStarted(ValidationPhase phase) {
        print(lines.heading(phase.title()));
    }

    @Override
    public void checkFinished(CheckResult result) {
        print(lines.check(result));
    }

    @Override
    public void phaseFinished(PhaseResult result) {
        print(List.of(""));
    }

    @Override
    public void runFinished(ValidationReport report) {
        print(TextFormat.ending(lines, report));
    }

    private void print(List<String> text) {
        try {
            out.append(String.join("\n", text)).append('\n');
            if (out instanceof Flushable flushable) {
                flushable.flush();
            }
        } catch (IOException e) {
            // Whoever tells listeners logs what they throw.
            throw new UncheckedIOException(e);
        }
    }
}
