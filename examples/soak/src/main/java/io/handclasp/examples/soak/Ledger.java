package io.handclasp.examples.soak;

import io.handclasp.websocket.observe.AuthEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the clients saw, and what was not as it should be. Thread-safe. */
final class Ledger {
    private static final int MOST_TEXTS = 20;

    private final Map<Cell, Long> answers = new HashMap<>();
    private final Map<Fate, Long> fates = new EnumMap<>(Fate.class);
    private final List<String> violations = new ArrayList<>();
    private long violationCount;
    private long cancelled;
    private long sentAgain;

    private record Cell(Kind kind, Answer answer) {}

    /** Takes a client's first and only answer. */
    synchronized void answered(Kind kind, Answer answer, boolean trouble, String detail) {
        answers.merge(new Cell(kind, answer), 1L, Long::sum);
        if (!kind.allows(answer, trouble)) {
            violation(kind + " was " + answer + (trouble ? " in trouble" : " without trouble") + ": " + detail);
        }
    }

    /** Takes a client that did not wait for its answer. */
    synchronized void cancelled() {
        cancelled++;
    }

    /** Takes a session that came to its planned end. */
    synchronized void ended(Fate fate) {
        fates.merge(fate, 1L, Long::sum);
    }

    synchronized void violation(String text) {
        violationCount++;
        if (violations.size() < MOST_TEXTS) {
            violations.add(text);
        }
    }

    /**
     * Compares with what the servers say, when nothing is under way. A client that tore its connection may have been seen or not;
     * all others have been, and each outcome of theirs is one of the server's. The JDK's client sends a handshake once more whose
     * connection, used before, ends without an answer: such a one has an outcome that nobody was told.
     */
    synchronized void reconcile(long begun, long decided, long repeated, Map<AuthEvent.Outcome, Long> outcomes) {
        sentAgain = repeated;
        if (begun != decided) {
            violation("handshakes that reached the guard: " + begun + ", outcomes: " + decided);
        }
        long told = told();
        require("handshakes that reached the guard", begun, told, told + cancelled + repeated);
        long admitted = sum(Answer.ADMITTED);
        long refused = sum(Answer.REFUSED);
        long notJudged = sum(Answer.NO_VERDICT);
        long unseen = begun - told;
        require("AUTHENTICATED", count(outcomes, AuthEvent.Outcome.AUTHENTICATED), admitted, admitted + unseen);
        // Who tears the connection brings a good token, so no rejection of his goes unseen.
        require("REJECTED", count(outcomes, AuthEvent.Outcome.REJECTED), refused, refused + repeated);
        require("UNAVAILABLE", count(outcomes, AuthEvent.Outcome.UNAVAILABLE), notJudged, notJudged + unseen);
        require("ERRORED", count(outcomes, AuthEvent.Outcome.ERRORED), 0, 0);
    }

    private static long count(Map<AuthEvent.Outcome, Long> outcomes, AuthEvent.Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }

    private void require(String what, long number, long least, long most) {
        if (number < least || number > most) {
            violation(what + ": " + number + " by the server, " + least + " to " + most + " by the clients");
        }
    }

    /** How many clients got this answer. */
    synchronized long sum(Answer answer) {
        return Arrays.stream(Kind.values())
                .mapToLong(kind -> count(kind, answer))
                .sum();
    }

    /** How many clients of this kind got this answer. */
    synchronized long count(Kind kind, Answer answer) {
        return answers.getOrDefault(new Cell(kind, answer), 0L);
    }

    /** How many sessions came to this end. */
    synchronized long count(Fate fate) {
        return fates.getOrDefault(fate, 0L);
    }

    /** How many clients got an answer. */
    synchronized long told() {
        long sum = 0;
        for (Answer answer : Answer.values()) {
            sum += sum(answer);
        }
        return sum;
    }

    /** How many handshakes came once more, as of the last comparison. */
    synchronized long sentAgainCount() {
        return sentAgain;
    }

    synchronized long cancelledCount() {
        return cancelled;
    }

    synchronized long violationCount() {
        return violationCount;
    }

    /** The first violations in words. */
    synchronized List<String> violations() {
        return List.copyOf(violations);
    }
}
