/**
 * What is configured against what should be. Start at {@link io.handclasp.drift.detect.DriftDetector}.
 *
 * <p>YAML is read with SnakeYAML Engine, {@code org.snakeyaml:snakeyaml-engine}, which a host adds when it needs it.
 */
module io.handclasp.drift {
    requires static transitive org.jspecify;
    requires static org.snakeyaml.engine;
    requires transitive io.handclasp.core;
    requires transitive java.sql;
    requires org.slf4j;

    exports io.handclasp.drift;
    exports io.handclasp.drift.history;
    exports io.handclasp.drift.trend;
    exports io.handclasp.drift.baseline;
    exports io.handclasp.drift.detect;
    exports io.handclasp.drift.document;
    exports io.handclasp.drift.report;
    exports io.handclasp.drift.rules;
    exports io.handclasp.drift.source;
}
