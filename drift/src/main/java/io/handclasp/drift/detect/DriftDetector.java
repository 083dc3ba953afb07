package io.handclasp.drift.detect;

import io.handclasp.drift.ConfigSource;
import io.handclasp.drift.Environment;
import io.handclasp.drift.baseline.Baseline;
import io.handclasp.drift.baseline.Comparer;
import io.handclasp.drift.baseline.ConfigRule;
import io.handclasp.drift.report.DriftFinding;
import io.handclasp.drift.report.DriftReport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import javax.crypto.SecretKey;

/**
 * Compares what is configured with what should be. It never changes anything. Safe for use by many threads.
 */
public final class DriftDetector {
    private final String target;
    private final Environment environment;
    private final Baseline baseline;
    private final Map<String, ConfigSource> sources;
    private final ReadingPolicy reading;
    private final SourceReader reader;
    private final Optional<SecretKey> secretKey;

    DriftDetector(DriftDetectorBuilder builder, Environment environment, Baseline baseline) {
        this.target = builder.target;
        this.environment = environment;
        this.baseline = baseline;
        this.sources = builder.sources();
        this.reading = builder.reading;
        this.reader = new SourceReader(reading);
        this.secretKey = builder.secretKey;
    }

    /**
     * Starts the making of a detector.
     *
     * @param target what is looked at, for example the name of a service; not blank, at most 180 characters
     * @return a builder
     * @throws IllegalArgumentException when the target is blank or has more than 180 characters
     */
    public static DriftDetectorBuilder builder(String target) {
        return new DriftDetectorBuilder(target);
    }

    /**
     * Reads all sources and judges what they say. A source that cannot be read, or not in time, makes findings that were
     * not checked; this does not throw for it. One that was given up on an executor is not started again by this detector
     * until it has come back.
     *
     * @return what was found
     */
    public DriftReport check() {
        Resolved settings = Resolved.of(reader.read(sources));
        List<DriftFinding> findings =
                new Evaluation(baseline, environment, settings, Comparer.of(secretKey)).findings();
        var now = reading.timeSource().now();
        return new DriftReport(
                now, target, environment, new Ignoring(baseline.ignoreRules(), ruleIds(), now).apply(findings));
    }

    /** The ids of the rules over several settings. */
    Set<String> ruleIds() {
        return baseline.rules().stream().map(ConfigRule::id).collect(Collectors.toSet());
    }

    /**
     * Checks again and again on the host's scheduler, the first time at once, and tells the listener what has changed
     * since it was last told: nothing when nothing has. Each check starts an interval after the one before has ended.
     *
     * @param scheduler the host's scheduler, which stays the host's; one of its threads is busy while a check runs
     * @param interval how long from check to check; 1 s to 7 days
     * @param listener is told of changes, on the scheduler's thread; what it throws is logged and does no harm
     * @return ends the watching when it is closed; no check starts and no change is told afterwards. Closing waits for a
     *     listener that is being told, at most 5 s
     * @throws IllegalArgumentException when the interval is out of its range
     */
    public DriftWatch watch(ScheduledExecutorService scheduler, Duration interval, DriftListener listener) {
        return DriftWatch.start(this, scheduler, interval, listener);
    }

    @Override
    public String toString() {
        return "DriftDetector[" + target + ", " + baseline + ", " + sources.keySet() + "]";
    }
}
