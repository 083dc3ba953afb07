/** What is configured. Start at {@link io.handclasp.drift.ConfigSources}. */
module io.handclasp.drift {
    requires static transitive org.jspecify;
    requires transitive io.handclasp.core;

    exports io.handclasp.drift;
}
