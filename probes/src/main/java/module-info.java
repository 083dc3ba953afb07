/** Probes: small checks of what a host depends on. Start at {@link io.handclasp.probes.Probe}. */
module io.handclasp.probes {
    requires static transitive org.jspecify;
    requires transitive io.handclasp.core;
    requires org.slf4j;
    requires static micrometer.core;

    exports io.handclasp.probes;
    exports io.handclasp.probes.micrometer;
    exports io.handclasp.probes.monitor;
    exports io.handclasp.probes.report;
}
