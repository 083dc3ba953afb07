/** What is configured, and what became of it. Start at {@link io.handclasp.drift.ConfigSources}. */
module io.handclasp.drift {
    requires static transitive org.jspecify;
    requires transitive io.handclasp.core;
    requires transitive java.sql;
    requires org.slf4j;

    exports io.handclasp.drift;
    exports io.handclasp.drift.history;
    exports io.handclasp.drift.trend;
}
