package io.handclasp.probes.net;

import io.handclasp.core.time.Deadline;
import io.handclasp.probes.ProbeDocs;
import io.handclasp.probes.ProbeOutcome;
import java.io.Serial;
import java.util.regex.Pattern;

/** Looks for something in a body. Says whether it is there, never what is there. */
final class BodyChecks {
    private BodyChecks() {}

    static BodyCheck contains(String text) {
        return (answer, deadline) -> answer.body().contains(text) ? found(answer) : missing(answer);
    }

    static BodyCheck matches(Pattern pattern) {
        return (answer, deadline) -> {
            try {
                return pattern.matcher(new BoundedText(answer.body(), deadline)).find()
                        ? found(answer)
                        : missing(answer);
            } catch (BoundedText.OverException e) {
                return ProbeOutcome.down("the search of the body did not end in time")
                        .withHint(ProbeDocs.hint("make the pattern simpler: it goes back and forth", "http-body"));
            } catch (StackOverflowError e) {
                return ProbeOutcome.down("the search of the body took too much stack")
                        .withHint(ProbeDocs.hint("make the pattern simpler: it goes too deep", "http-body"));
            }
        };
    }

    private static ProbeOutcome found(HttpAnswer answer) {
        return ProbeOutcome.up("status " + answer.status() + ", the body is as expected");
    }

    private static ProbeOutcome missing(HttpAnswer answer) {
        return ProbeOutcome.down("status " + answer.status() + ", but the body is not as expected"
                        + (answer.cut() ? ", as far as it was read" : ""))
                .withHint(ProbeDocs.hint(
                        "look whether this is the service itself or a page of something before it; raise maxBodyBytes"
                                + " where the text comes later",
                        "http-body"));
    }

    /** A text whose reader is told when the time is over: a pattern may try for ever. */
    private static final class BoundedText implements CharSequence {
        private static final int READS_BETWEEN_LOOKS = 1_024;

        private final String text;
        private final Deadline deadline;
        private int reads;

        BoundedText(String text, Deadline deadline) {
            this.text = text;
            this.deadline = deadline;
        }

        @Override
        public char charAt(int index) {
            if (++reads % READS_BETWEEN_LOOKS == 0 && deadline.isExpired()) {
                throw new OverException();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }

        /** The time is over. */
        private static final class OverException extends RuntimeException {
            @Serial
            private static final long serialVersionUID = 1L;
        }
    }
}
