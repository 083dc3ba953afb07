package io.handclasp.probes;

import io.handclasp.core.Settings;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A probe with what a runner has to know of it. Immutable; safe for use by many threads if the probe is.
 *
 * @param id its name in reports, metrics and other probes' dependencies: lower-case words of letters and digits joined by
 *     single dots or hyphens, at most {@value #MAX_ID_LENGTH} characters, for example {@code auth.jwks}
 * @param kind what it decides
 * @param criticality what its answer does to the status of the whole
 * @param deadline how long it may take, counted from its start, 1 ms to 1 min
 * @param dependsOn the ids of the probes without which it says nothing: it does not run when one of them is not up
 * @param hint what to do when it is not up or where to read on; shown unless the outcome has a hint of its own
 * @param interruptOnTimeout whether its thread is interrupted when nobody waits for its answer any more
 * @param probe the probe
 */
public record ProbeDefinition(
        String id,
        ProbeKind kind,
        Criticality criticality,
        Duration deadline,
        Set<String> dependsOn,
        Optional<String> hint,
        boolean interruptOnTimeout,
        Probe probe) {
    /** The longest accepted id, in characters. */
    public static final int MAX_ID_LENGTH = 100;
    /** The most dependencies that one probe may name. */
    public static final int MAX_DEPENDENCIES = 100;

    private static final Pattern ID = Pattern.compile("[a-z0-9]+([.-][a-z0-9]+)*");

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException when an id does not follow the grammar, when the deadline is out of bounds, when the
     *     hint is blank, when there are too many dependencies or the probe depends on itself, and when a remote probe is to
     *     decide about liveness
     */
    public ProbeDefinition {
        requireId("id", id);
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(criticality, "criticality");
        Settings.requireWithin("deadline", deadline, Duration.ofMillis(1), Duration.ofMinutes(1));
        dependsOn = Collections.unmodifiableSet(new LinkedHashSet<>(dependsOn));
        Settings.requireRange("dependsOn of " + id + " (its size)", dependsOn.size(), 0, MAX_DEPENDENCIES);
        for (String dependency : dependsOn) {
            requireId("dependsOn of " + id, dependency);
        }
        if (dependsOn.contains(id)) {
            throw new IllegalArgumentException(
                    "dependsOn of " + id + " was " + dependsOn + ", must not name the probe itself");
        }
        hint.ifPresent(text -> Settings.requireText("hint of " + id, text));
        Objects.requireNonNull(probe, "probe");
        if (kind == ProbeKind.LIVENESS && probe.isRemote()) {
            throw new IllegalArgumentException(
                    "kind of " + id + " was LIVENESS, must be READINESS or STARTUP for a remote"
                            + " probe: what is not alive is restarted, and restarting this process mends nothing elsewhere, but"
                            + " takes all instances down at once while the dependency is away");
        }
    }

    /**
     * Starts the definition of a probe.
     *
     * @param id its name, in the grammar above
     * @param probe the probe
     * @return a builder with the defaults
     */
    public static Builder builder(String id, Probe probe) {
        return new Builder(id, probe);
    }

    private static void requireId(String setting, String id) {
        // The length comes first: the regular expression recurses once for each word.
        if (id.length() > MAX_ID_LENGTH || !ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    setting + " was refused, must be lower-case words of letters and digits joined"
                            + " by single dots or hyphens, at most " + MAX_ID_LENGTH + " characters; its " + id.length()
                            + " characters are not shown, since they may be anything");
        }
    }

    /** Makes a {@link ProbeDefinition}. Not safe for use by many threads. */
    public static final class Builder {
        private static final Duration STANDARD_DEADLINE = Duration.ofSeconds(2);

        private final String id;
        private final Probe probe;
        private ProbeKind kind = ProbeKind.READINESS;
        private Criticality criticality = Criticality.CRITICAL;
        private Duration deadline = STANDARD_DEADLINE;
        private Set<String> dependsOn = Set.of();
        private Optional<String> hint = Optional.empty();
        private boolean interruptOnTimeout = true;

        private Builder(String id, Probe probe) {
            this.id = Objects.requireNonNull(id, "id");
            this.probe = Objects.requireNonNull(probe, "probe");
        }

        /**
         * Sets what the probe decides. Default: {@link ProbeKind#READINESS}, which never has a process restarted.
         *
         * @param kind the kind
         * @return this builder
         */
        public Builder kind(ProbeKind kind) {
            this.kind = Objects.requireNonNull(kind, "kind");
            return this;
        }

        /**
         * Sets what the answer does to the status of the whole. Default: {@link Criticality#CRITICAL}, so that nothing is
         * belittled unless somebody says so.
         *
         * @param criticality the criticality
         * @return this builder
         */
        public Builder criticality(Criticality criticality) {
            this.criticality = Objects.requireNonNull(criticality, "criticality");
            return this;
        }

        /**
         * Sets how long the probe may take, counted from its start. Default: 2 s. A dependency that takes longer is of no use
         * to a handshake, which has 3 s in all.
         *
         * @param deadline 1 ms to 1 min
         * @return this builder
         * @throws IllegalArgumentException when it is out of bounds
         */
        public Builder deadline(Duration deadline) {
            this.deadline = Settings.requireWithin("deadline", deadline, Duration.ofMillis(1), Duration.ofMinutes(1));
            return this;
        }

        /**
         * Sets the probes without which this one says nothing. It waits for them, and is blocked when one of them is neither
         * up nor skipped. Default: none.
         *
         * @param ids the ids of other probes of the same set
         * @return this builder
         */
        public Builder dependsOn(String... ids) {
            this.dependsOn = new LinkedHashSet<>(List.of(ids));
            return this;
        }

        /**
         * Sets what to do when the probe is not up, or where to read on. Default: none.
         *
         * @param hint a text with no secret in it
         * @return this builder
         * @throws IllegalArgumentException when it is blank
         */
        public Builder hint(String hint) {
            this.hint = Optional.of(Settings.requireText("hint", hint));
            return this;
        }

        /**
         * Sets whether the probe's thread is interrupted when nobody waits for its answer any more. Default: true, so that a
         * hung thread has a chance to come back. Set false for a probe that shares something an interrupt would close, for
         * example an embedded database whose files are NIO channels.
         *
         * @param interruptOnTimeout whether to interrupt
         * @return this builder
         */
        public Builder interruptOnTimeout(boolean interruptOnTimeout) {
            this.interruptOnTimeout = interruptOnTimeout;
            return this;
        }

        /**
         * Makes the definition.
         *
         * @return the definition
         * @throws IllegalArgumentException when the id does not follow the grammar, or when a remote probe is to decide about
         *     liveness
         */
        public ProbeDefinition build() {
            return new ProbeDefinition(id, kind, criticality, deadline, dependsOn, hint, interruptOnTimeout, probe);
        }
    }
}
