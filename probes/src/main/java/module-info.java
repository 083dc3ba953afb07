/** Probes: small checks of what a host depends on. Start at {@link io.handclasp.probes.Probe}. */
module io.handclasp.probes {
    requires static transitive org.jspecify;
    requires transitive io.handclasp.core;
    requires org.slf4j;

    exports io.handclasp.probes;
    exports io.handclasp.probes.monitor;
}
