package io.handclasp.probes.monitor;

import io.handclasp.probes.ProbeState;

/**
 * What one probe's answers add up to. Knows no clock and no texts.
 *
 * <ul>
 *   <li>Before there was any verdict, the first one counts at once: there is nothing that it would overthrow.
 *   <li>{@code fall} bad answers without a good one between them make it down; {@code fall} answers without a verdict in a row
 *       make it unknown, or blocked. Both begin an incident.
 *   <li>An incident ends with {@code rise} good answers in a row, and with nothing else.
 *   <li>What is skipped shows at once and changes nothing of what was known.
 * </ul>
 */
final class StateMachine {
    private final int rise;
    private final int fall;
    private ProbeState known = ProbeState.UNKNOWN;
    private boolean anyVerdict;
    private boolean incident;
    private boolean skipped;
    private int goods;
    private int bads;
    private int blanks;

    StateMachine(int rise, int fall) {
        this.rise = rise;
        this.fall = fall;
    }

    void answer(ProbeState answer) {
        skipped = answer == ProbeState.SKIPPED;
        switch (answer) {
            case UP, WARN -> good(answer);
            case DOWN -> bad();
            case UNKNOWN, BLOCKED -> blank(answer);
            case SKIPPED -> {}
        }
    }

    private void good(ProbeState answer) {
        goods++;
        bads = 0;
        blanks = 0;
        anyVerdict = true;
        if (!incident || goods >= rise) {
            incident = false;
            known = answer;
        }
    }

    private void bad() {
        bads++;
        goods = 0;
        blanks = 0;
        boolean first = !anyVerdict && !incident;
        anyVerdict = true;
        if (first || bads >= fall) {
            incident = true;
            known = ProbeState.DOWN;
        }
    }

    private void blank(ProbeState answer) {
        blanks++;
        goods = 0;
        if (blanks >= fall) {
            incident = true;
            known = answer;
        }
    }

    /** The last answer is too old to say anything. */
    void stale() {
        skipped = false;
        incident = true;
        known = ProbeState.UNKNOWN;
        goods = 0;
        bads = 0;
        blanks = 0;
    }

    /** What is shown. */
    ProbeState state() {
        return skipped ? ProbeState.SKIPPED : known;
    }

    /** What is known beneath what was skipped. */
    ProbeState known() {
        return known;
    }

    boolean hasIncident() {
        return incident;
    }

    /** How many answers in a row speak against the state, for people. */
    String against() {
        if (incident) {
            return goods + " of " + rise;
        }
        return Math.max(bads, blanks) + " of " + fall;
    }
}
