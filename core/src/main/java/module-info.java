/** Shared vocabulary of Handclasp: statuses, findings, secrets, time, bounded parallel runs, statistics and JSON. */
module io.handclasp.core {
    requires static transitive org.jspecify;
    requires transitive jakarta.json;
    requires org.slf4j;

    exports io.handclasp.core;
    exports io.handclasp.core.concurrent;
    exports io.handclasp.core.json;
    exports io.handclasp.core.statistics;
    exports io.handclasp.core.time;

    // On the module path this also pulls in the module that provides JSON, although nothing requires it by name.
    uses jakarta.json.spi.JsonProvider;
}
