package io.handclasp.drift.detect;

import io.handclasp.drift.ConfigSource;
import io.handclasp.drift.Environment;
import io.handclasp.drift.baseline.Comparer;
import io.handclasp.drift.baseline.ValueType;
import io.handclasp.drift.report.DriftReport;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Compares many replicas of one thing with each other. What most of them have is taken for right, and those that differ are
 * named. Safe for use by many threads.
 */
public final class FleetComparison {
    /** The rule id of what it finds. */
    public static final String RULE = "fleet";

    private final String target;
    private final Environment environment;
    private final Map<String, ConfigSource> replicas;
    private final ValueTypes types;
    private final ReadingPolicy reading;
    private final SourceReader reader;

    private FleetComparison(Builder builder) {
        this.target = builder.target;
        this.environment = builder.environment;
        this.replicas = Collections.unmodifiableMap(new LinkedHashMap<>(builder.replicas));
        this.types = builder.types.copy();
        this.reading = builder.reading;
        this.reader = new SourceReader(reading);
    }

    /**
     * Starts a comparison.
     *
     * @param target what the replicas are replicas of; not blank, at most 180 characters
     * @param environment in which environment
     * @return a builder
     * @throws IllegalArgumentException when the target is blank or has more than 180 characters
     */
    public static Builder builder(String target, Environment environment) {
        return new Builder(target, environment);
    }

    /**
     * Reads all replicas and compares them. A setting that all of those that could be read have alike is in sync. One that
     * more than half of them have alike has outliers, of which each is a finding with the replica as its subject. Where
     * there is no such majority, one finding says so. A replica that cannot be read is not checked.
     *
     * @return what was found
     */
    public DriftReport compare() {
        List<Reading> readings = reader.read(replicas);
        var findings = new FleetFindings(readings, types, Comparer.of(Optional.empty())).findings();
        return new DriftReport(reading.timeSource().now(), target, environment, findings);
    }

    /** Makes a {@link FleetComparison}. Not safe for use by many threads. */
    public static final class Builder {
        private final String target;
        private final Environment environment;
        private final Map<String, ConfigSource> replicas = new LinkedHashMap<>();
        private final ValueTypes types = new ValueTypes();
        private ReadingPolicy reading = ReadingPolicy.standard();

        private Builder(String target, Environment environment) {
            this.target = Sources.target(target);
            this.environment = Objects.requireNonNull(environment, "environment");
        }

        /**
         * Adds a replica.
         *
         * @param name its name in the report
         * @param source where its settings are read
         * @return this builder
         * @throws IllegalArgumentException when the name is blank or there is one of that name already
         */
        public Builder replica(String name, ConfigSource source) {
            Sources.add(replicas, name, source);
            return this;
        }

        /**
         * Says what the values of some settings stand for. By default they are texts.
         *
         * @param keys which settings; {@code *} stands for any characters. The first pattern that fits decides
         * @param type what they stand for
         * @return this builder
         * @throws IllegalArgumentException when the pattern is blank
         */
        public Builder type(String keys, ValueType type) {
            types.add(keys, type);
            return this;
        }

        /**
         * Leaves out settings that differ from replica to replica by design, such as {@code HOSTNAME}.
         *
         * @param keys which settings; {@code *} stands for any characters
         * @return this builder
         * @throws IllegalArgumentException when the pattern is blank
         */
        public Builder without(String keys) {
            types.leaveOut(keys);
            return this;
        }

        /**
         * Sets how replicas are read. Default: {@link ReadingPolicy#standard()}.
         *
         * @param policy how
         * @return this builder
         */
        public Builder reading(ReadingPolicy policy) {
            this.reading = Objects.requireNonNull(policy, "policy");
            return this;
        }

        /**
         * Makes the comparison.
         *
         * @return the comparison
         * @throws IllegalStateException when there are fewer than two replicas
         */
        public FleetComparison build() {
            if (replicas.size() < 2) {
                throw new IllegalStateException(
                        "replica was set " + replicas.size() + " times, must be set twice or more");
            }
            return new FleetComparison(this);
        }
    }
}
