package io.handclasp.probes.monitor;

import io.handclasp.probes.Ending;
import io.handclasp.probes.ProbeDefinition;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.probes.ProbeResult;
import io.handclasp.probes.ProbeState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that is remembered of one probe. Pure: it is told the time and starts nothing. Guarded by the lock of the monitor.
 */
final class ProbeTracker {
    private final ProbeDefinition definition;
    private final MonitorPolicy policy;
    private final Moment beginning;
    private final StateMachine machine;
    private final FlapDetector flaps;
    private final BurnRates burns;
    private final IncidentLog incidents;
    private final ProbeAlerts alerts;
    private final Deque<HistoryEntry> history = new ArrayDeque<>();

    private @Nullable ProbeResult last;
    private Moment lastAt;
    private ProbeState shown = ProbeState.UNKNOWN;
    private Instant shownSince;
    private boolean stale;
    private Optional<String> blockedBy = Optional.empty();

    ProbeTracker(ProbeDefinition definition, MonitorPolicy policy, Moment beginning) {
        this.definition = definition;
        this.policy = policy;
        this.beginning = beginning;
        this.machine = new StateMachine(policy.rise(), policy.fall());
        this.flaps = new FlapDetector(policy.flapping());
        this.burns = new BurnRates(policy);
        this.incidents = new IncidentLog(policy.incidentsSize(), beginning);
        this.alerts = new ProbeAlerts(definition, policy);
        this.lastAt = beginning;
        this.shownSince = beginning.at();
    }

    List<HealthEvent> observe(ProbeResult result, Instant runAt, Moment now) {
        boolean wasTooOld = isTooOld(now);
        if (wasTooOld) {
            machine.stale();
        }
        stale = false;
        last = result;
        lastAt = now;
        blockedBy = result.outcome().blockedBy().or(() -> blockedBy);
        HistoryEntry entry =
                new HistoryEntry(result.startedAt().orElse(runAt), result.state(), result.ending(), result.took());
        history.addLast(entry);
        if (history.size() > policy.historySize()) {
            history.removeFirst();
        }
        if (entry.isGood() || entry.isBad()) {
            flaps.add(entry.isGood());
            burns.add(entry.isGood(), elapsedNanos(now));
        }
        if (entry.isGood()) {
            incidents.lastGood(now);
        }
        machine.answer(result.state());
        return conclude(now);
    }

    /** Nothing was answered; the last answer may have got too old. */
    List<HealthEvent> tick(Moment now) {
        if (isTooOld(now) && !stale) {
            stale = true;
            machine.stale();
        }
        return conclude(now);
    }

    private boolean isTooOld(Moment now) {
        return now.since(lastAt).compareTo(policy.staleAfter()) > 0;
    }

    private List<HealthEvent> conclude(Moment now) {
        List<HealthEvent> events = new ArrayList<>();
        ProbeState state = machine.state();
        if (state != shown) {
            events.add(new HealthEvent.StateChanged(definition.id(), now.at(), shown, state));
            shown = state;
            shownSince = now.at();
        }
        incidents.update(machine.hasIncident(), machine.known(), now);
        events.addAll(alerts.update(
                machine,
                flaps.isFlapping(),
                burnRates(now),
                judged(now).outcome().message(),
                now));
        return events;
    }

    private List<BurnRate> burnRates(Moment now) {
        return Arrays.stream(BurnWindow.values())
                .map(window -> burns.at(window, elapsedNanos(now)))
                .toList();
    }

    private long elapsedNanos(Moment now) {
        return now.nanos() - beginning.nanos();
    }

    /** The last result, with the state that all answers add up to. */
    ProbeResult judged(Moment now) {
        ProbeState state = machine.state();
        ProbeResult result = last;
        if (result == null) {
            return new ProbeResult(
                    definition.id(),
                    definition.kind(),
                    definition.criticality(),
                    ProbeOutcome.unknown("no answer yet"),
                    Ending.NOT_STARTED,
                    Optional.empty(),
                    Duration.ZERO,
                    false);
        }
        if (stale) {
            return result.withOutcome(ProbeOutcome.unknown(
                            "the last answer is " + now.since(lastAt).toSeconds() + " s old: " + result.state())
                    .withHint("Nothing runs the probes any more: docs/health.md, \"Stale\""));
        }
        return state == result.state() ? result : result.withOutcome(held(state, result.outcome()));
    }

    private ProbeOutcome held(ProbeState state, ProbeOutcome seen) {
        return new ProbeOutcome(
                state,
                state + " until answers say otherwise, " + machine.against() + " did: " + seen.state() + ", "
                        + seen.message(),
                seen.hint(),
                state == ProbeState.BLOCKED ? blockedBy : Optional.empty(),
                seen.details(),
                seen.phases());
    }

    List<HistoryEntry> history() {
        return List.copyOf(history);
    }

    ProbeHealth health(Moment now) {
        List<Duration> latencies = history.stream()
                .filter(entry -> entry.isGood() || entry.isBad())
                .map(HistoryEntry::took)
                .toList();
        return new ProbeHealth(
                definition.id(),
                definition.kind(),
                definition.criticality(),
                machine.state(),
                shownSince,
                flaps.isFlapping(),
                Optional.ofNullable(last),
                Availability.of(history),
                DurationSummary.of(latencies),
                incidents.all(),
                incidents.timeToDetect(),
                incidents.timeToRecover(),
                burnRates(now));
    }
}
