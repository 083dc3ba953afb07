package io.handclasp.probes.monitor;

import io.handclasp.core.Finding;
import io.handclasp.core.Status;
import io.handclasp.probes.ProbeDefinition;
import io.handclasp.probes.ProbeState;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The alerts of one probe, a channel for each cause. */
final class ProbeAlerts {
    private final ProbeDefinition definition;
    private final Map<AlertCause, AlertChannel> channels = new EnumMap<>(AlertCause.class);

    ProbeAlerts(ProbeDefinition definition, MonitorPolicy policy) {
        this.definition = definition;
        for (AlertCause cause : AlertCause.values()) {
            channels.put(cause, new AlertChannel(policy.alertCooldown().toNanos()));
        }
    }

    List<HealthEvent> update(StateMachine machine, boolean flapping, List<BurnRate> burnRates, String why, Moment now) {
        List<HealthEvent> events = new ArrayList<>();
        ProbeState known = machine.known();
        // Flapping is counted from verdicts: where none come any more it stands still, and must not hide that.
        boolean comesAndGoes = flapping && known == ProbeState.DOWN;
        // The alert of what stands in the way tells enough; what is skipped is left alone on purpose.
        boolean muted = comesAndGoes || known == ProbeState.BLOCKED || machine.state() == ProbeState.SKIPPED;
        boolean noVerdicts = known == ProbeState.UNKNOWN || known == ProbeState.BLOCKED;
        int severity = machine.hasIncident() ? IncidentLog.badness(known) : 0;
        tell(events, AlertCause.STATE, severity, muted, stateFinding(known, why), now);
        tell(events, AlertCause.FLAPPING, flapping ? 1 : 0, noVerdicts, flappingFinding(), now);
        for (BurnRate rate : burnRates) {
            // Too few verdicts end nothing: that nobody knows is no recovery.
            if (rate.burning() != BurnRate.Burning.TOO_FEW) {
                int burns = rate.burning() == BurnRate.Burning.YES ? 1 : 0;
                tell(events, cause(rate.window()), burns, false, burnFinding(rate), now);
            }
        }
        return events;
    }

    private void tell(
            List<HealthEvent> events, AlertCause cause, int severity, boolean muted, Finding finding, Moment now) {
        AlertChannel channel = Objects.requireNonNull(channels.get(cause));
        channel.update(severity, muted, now.nanos()).ifPresent(notice -> {
            if (notice instanceof AlertChannel.Notice.Raise raise) {
                events.add(new HealthEvent.AlertRaised(
                        definition.id(),
                        now.at(),
                        cause,
                        definition.criticality(),
                        raise.repeated(),
                        raise.suppressed(),
                        finding));
            } else {
                events.add(new HealthEvent.Recovered(definition.id(), now.at(), cause, definition.criticality()));
            }
        });
    }

    private static AlertCause cause(BurnWindow window) {
        return switch (window) {
            case FAST -> AlertCause.BURN_FAST;
            case MEDIUM -> AlertCause.BURN_MEDIUM;
            case SLOW -> AlertCause.BURN_SLOW;
        };
    }

    private Finding stateFinding(ProbeState known, String why) {
        Finding finding =
                Finding.of("health." + known.name().toLowerCase(Locale.ROOT), known.status(), definition.id(), why);
        return definition.hint().map(finding::withHint).orElse(finding);
    }

    private Finding flappingFinding() {
        return Finding.of("health.flapping", Status.WARN, definition.id(), "comes and goes")
                .withHint("Its state is not alerted about until it has calmed down: docs/health.md, \"Flapping\"");
    }

    private Finding burnFinding(BurnRate rate) {
        String message = String.format(
                Locale.ROOT,
                "uses up its error budget %.1f times as fast as it may: %d of %d verdicts were bad over %s",
                rate.longer().orElse(0),
                rate.bad(),
                rate.verdicts(),
                rate.window().longer());
        Status status = rate.window() == BurnWindow.SLOW ? Status.WARN : Status.FAIL;
        return Finding.of("health.burn-rate", status, definition.id(), message)
                .withHint("docs/health.md, \"Burn rates\"");
    }
}
