package io.handclasp.probes.monitor;

import io.handclasp.core.Settings;
import java.time.Duration;
import java.util.Objects;

/**
 * How answers become states and alerts. Immutable and checked when built.
 *
 * @param rise how many good answers in a row end an incident, 1 to 100
 * @param fall how many bad answers without a good one between them begin an incident, and how many answers without a verdict
 *     in a row, 1 to 100
 * @param staleAfter how old the last answer may be before nobody can tell any more, 1 s to 7 days
 * @param flapping when a probe counts as coming and going
 * @param alertCooldown how long after an alert there is no other one of the same probe and cause, 1 s to 7 days
 * @param historySize how many answers are kept of each probe, 21 to 100,000
 * @param incidentsSize how many incidents are kept of each probe, 1 to 10,000
 * @param objective the share of verdicts that is to be good, for burn rates, 0.5 to 0.99999
 * @param burnMinimum how many verdicts the longer window of a burn rate must hold to say anything, 1 to 1,000,000
 */
public record MonitorPolicy(
        int rise,
        int fall,
        Duration staleAfter,
        FlappingPolicy flapping,
        Duration alertCooldown,
        int historySize,
        int incidentsSize,
        double objective,
        int burnMinimum) {
    /** Checks each setting. */
    public MonitorPolicy {
        Settings.requireRange("rise", rise, 1, 100);
        Settings.requireRange("fall", fall, 1, 100);
        Settings.requireWithin("staleAfter", staleAfter, Duration.ofSeconds(1), Duration.ofDays(7));
        Objects.requireNonNull(flapping, "flapping");
        Settings.requireWithin("alertCooldown", alertCooldown, Duration.ofSeconds(1), Duration.ofDays(7));
        Settings.requireRange("historySize", historySize, 21, 100_000);
        Settings.requireRange("incidentsSize", incidentsSize, 1, 10_000);
        Settings.requireRange("objective", objective, 0.5, 0.99999);
        Settings.requireRange("burnMinimum", burnMinimum, 1, 1_000_000);
    }

    /**
     * The default: two good answers end an incident and three bad ones begin one, answers are good for 90 s, alerts cool down
     * for 15 minutes, 1,000 answers and 100 incidents are kept, the objective is 99.9 %.
     *
     * @return the standard policy
     */
    public static MonitorPolicy standard() {
        return new MonitorPolicy(
                2, 3, Duration.ofSeconds(90), FlappingPolicy.standard(), Duration.ofMinutes(15), 1_000, 100, 0.999, 30);
    }

    /**
     * Other thresholds. With 1 and 1 each answer is taken as it comes, for a caller that counts by itself, as Kubernetes does.
     *
     * @param rise 1 to 100
     * @param fall 1 to 100
     * @return the changed policy
     */
    public MonitorPolicy withThresholds(int rise, int fall) {
        return new MonitorPolicy(
                rise, fall, staleAfter, flapping, alertCooldown, historySize, incidentsSize, objective, burnMinimum);
    }

    /**
     * Another age at which answers are too old.
     *
     * @param staleAfter 1 s to 7 days; three times the time between two runs is a good start
     * @return the changed policy
     */
    public MonitorPolicy withStaleAfter(Duration staleAfter) {
        return new MonitorPolicy(
                rise, fall, staleAfter, flapping, alertCooldown, historySize, incidentsSize, objective, burnMinimum);
    }

    /**
     * Another rule for what comes and goes.
     *
     * @param flapping the rule
     * @return the changed policy
     */
    public MonitorPolicy withFlapping(FlappingPolicy flapping) {
        return new MonitorPolicy(
                rise, fall, staleAfter, flapping, alertCooldown, historySize, incidentsSize, objective, burnMinimum);
    }

    /**
     * Another cooldown.
     *
     * @param alertCooldown 1 s to 7 days
     * @return the changed policy
     */
    public MonitorPolicy withAlertCooldown(Duration alertCooldown) {
        return new MonitorPolicy(
                rise, fall, staleAfter, flapping, alertCooldown, historySize, incidentsSize, objective, burnMinimum);
    }

    /**
     * Other bounds of what is kept.
     *
     * @param historySize 21 to 100,000
     * @param incidentsSize 1 to 10,000
     * @return the changed policy
     */
    public MonitorPolicy withSizes(int historySize, int incidentsSize) {
        return new MonitorPolicy(
                rise, fall, staleAfter, flapping, alertCooldown, historySize, incidentsSize, objective, burnMinimum);
    }

    /**
     * Another objective.
     *
     * @param objective 0.5 to 0.99999
     * @param burnMinimum 1 to 1,000,000
     * @return the changed policy
     */
    public MonitorPolicy withObjective(double objective, int burnMinimum) {
        return new MonitorPolicy(
                rise, fall, staleAfter, flapping, alertCooldown, historySize, incidentsSize, objective, burnMinimum);
    }
}
