module consumer.plain {
    requires io.handclasp.core;
    requires io.handclasp.websocket;
    requires io.handclasp.probes;
    requires io.handclasp.drift;
    requires io.handclasp.validator;
}
