package io.handclasp.drift.detect;

import io.handclasp.drift.ConfigSource;
import io.handclasp.drift.Environment;
import io.handclasp.drift.baseline.Baseline;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** Makes a {@link DriftDetector}. Not safe for use by many threads. */
public final class DriftDetectorBuilder {
    final String target;
    ReadingPolicy reading = ReadingPolicy.standard();
    Optional<SecretKey> secretKey = Optional.empty();
    private final Map<String, ConfigSource> sources = new LinkedHashMap<>();
    private @Nullable Environment environment;
    private @Nullable Baseline baseline;

    DriftDetectorBuilder(String target) {
        this.target = Sources.target(target);
    }

    /**
     * Adds a source. Where two have the same setting, the one that was added first wins.
     *
     * @param source the source
     * @return this builder
     * @throws IllegalArgumentException when there is a source of that name already
     */
    public DriftDetectorBuilder source(ConfigSource source) {
        Sources.add(sources, source.name(), source);
        return this;
    }

    /**
     * Adds a source under another name than its own.
     *
     * @param name names it in the report
     * @param source the source
     * @return this builder
     * @throws IllegalArgumentException when the name is blank or there is a source of that name already
     */
    public DriftDetectorBuilder source(String name, ConfigSource source) {
        Sources.add(sources, name, source);
        return this;
    }

    /**
     * Sets which environment is looked at. Required: the wrong overlay would find the wrong things.
     *
     * @param environment which
     * @return this builder
     */
    public DriftDetectorBuilder environment(Environment environment) {
        this.environment = Objects.requireNonNull(environment, "environment");
        return this;
    }

    /**
     * Sets what should be. Required.
     *
     * @param baseline what should be
     * @return this builder
     */
    public DriftDetectorBuilder baseline(Baseline baseline) {
        this.baseline = Objects.requireNonNull(baseline, "baseline");
        return this;
    }

    /**
     * Sets how sources are read. Default: {@link ReadingPolicy#standard()}.
     *
     * @param policy how
     * @return this builder
     */
    public DriftDetectorBuilder reading(ReadingPolicy policy) {
        this.reading = Objects.requireNonNull(policy, "policy");
        return this;
    }

    /**
     * Sets the key by which the fingerprints of secrets in the baseline were made. Default: none; such fingerprints are then
     * not checked. Secrets that the baseline holds itself need no key.
     *
     * @param key the key
     * @return this builder
     */
    public DriftDetectorBuilder secretKey(SecretKey key) {
        this.secretKey = Optional.of(key);
        return this;
    }

    Map<String, ConfigSource> sources() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(sources));
    }

    /**
     * Makes the detector.
     *
     * @return the detector
     * @throws IllegalStateException when there is no source, no environment or no baseline
     */
    public DriftDetector build() {
        if (sources.isEmpty()) {
            throw new IllegalStateException("source was not set for " + target + ", must be set once or more");
        }
        if (environment == null) {
            throw new IllegalStateException("environment was not set, must be DEVELOPMENT, STAGING or PRODUCTION");
        }
        if (baseline == null) {
            throw new IllegalStateException("baseline was not set, must be what should be configured");
        }
        return new DriftDetector(this, environment, baseline);
    }
}
