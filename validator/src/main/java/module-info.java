/** The validation run over authentication, probes and configuration. Its phases are {@link io.handclasp.validator.model.ValidationPhase}. */
module io.handclasp.validator {
    requires static transitive org.jspecify;
    requires transitive io.handclasp.core;
    requires transitive io.handclasp.websocket;
    requires transitive io.handclasp.probes;
    requires transitive io.handclasp.drift;
    requires java.xml;
    requires org.slf4j;
    requires static org.junit.jupiter.api;

    exports io.handclasp.validator;
    exports io.handclasp.validator.checks;
    exports io.handclasp.validator.drill;
    exports io.handclasp.validator.golden;
    exports io.handclasp.validator.junit;
    exports io.handclasp.validator.model;
    exports io.handclasp.validator.report;
}
