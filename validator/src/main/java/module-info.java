/** The validation run over authentication, probes and configuration. Its phases are {@link io.handclasp.validator.model.ValidationPhase}. */
module io.handclasp.validator {
    requires static transitive org.jspecify;
    requires transitive io.handclasp.core;
    requires transitive io.handclasp.websocket;
    requires transitive io.handclasp.probes;
    requires transitive io.handclasp.drift;
    requires org.slf4j;

    exports io.handclasp.validator;
    exports io.handclasp.validator.drill;
    exports io.handclasp.validator.golden;
    exports io.handclasp.validator.model;
}
