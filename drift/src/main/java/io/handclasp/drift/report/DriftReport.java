package io.handclasp.drift.report;

import io.handclasp.core.Settings;
import io.handclasp.core.Status;
import io.handclasp.drift.DriftStatus;
import io.handclasp.drift.Environment;
import io.handclasp.drift.SecretText;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What one comparison found. Immutable.
 *
 * @param at when it was made
 * @param target what was looked at, for example the name of a service; not blank, at most {@value #MAX_TARGET_LENGTH}
 *     characters
 * @param environment in which environment
 * @param findings one for each setting and rule that was looked at or could not be, those in sync included
 */
public record DriftReport(Instant at, String target, Environment environment, List<DriftFinding> findings) {
    /** The greatest number of characters of a target: with the name of its environment it is one of a history. */
    public static final int MAX_TARGET_LENGTH = 180;

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException when the target is blank or has more than {@value #MAX_TARGET_LENGTH} characters
     */
    public DriftReport {
        Objects.requireNonNull(at, "at");
        target = SecretText.key(Settings.requireText("target", target));
        Settings.requireRange("length of target", target.length(), 1, MAX_TARGET_LENGTH);
        Objects.requireNonNull(environment, "environment");
        findings = List.copyOf(findings);
    }

    /**
     * How many findings have each status.
     *
     * @return a number for every status, also zero
     */
    public Map<DriftStatus, Integer> counts() {
        Map<DriftStatus, Integer> counts = new EnumMap<>(DriftStatus.class);
        for (DriftStatus status : DriftStatus.values()) {
            counts.put(status, 0);
        }
        findings.forEach(finding -> counts.merge(finding.status(), 1, Integer::sum));
        return counts;
    }

    /**
     * The findings of a status.
     *
     * @param status which
     * @return the findings, in order
     */
    public List<DriftFinding> findings(DriftStatus status) {
        return findings.stream().filter(finding -> finding.status() == status).toList();
    }

    /**
     * The differences that count.
     *
     * @return the findings that are neither in sync, nor ignored, nor not checked
     */
    public List<DriftFinding> drift() {
        return findings.stream().filter(finding -> finding.status().isDrift()).toList();
    }

    /**
     * All taken together, by the rules of {@link Status#aggregate}: a critical difference fails; what could not be checked
     * makes the whole unknown; any other difference warns. A report without findings is unknown.
     *
     * @return the status of the whole
     */
    public Status status() {
        return findings.stream()
                .map(finding -> finding.status().toStatus(finding.severity()))
                .collect(Status.toAggregate());
    }

    /**
     * What a program that made this report should exit with.
     *
     * @param policy which code stands for what
     * @return the code
     */
    public int exitCode(ExitCodes policy) {
        return policy.of(this);
    }

    /**
     * The report for people, in the layout of {@code terraform plan}.
     *
     * @return lines that end with a line feed; nothing secret
     */
    public String toText() {
        return DriftText.of(this);
    }

    /**
     * The report for machines.
     *
     * @return the object; nothing secret
     * @throws IllegalStateException when the JSON provider is missing; names the artifact
     */
    public JsonObject toJson() {
        return DriftJson.of(this);
    }
}
