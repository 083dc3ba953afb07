module consumer.observing {
    requires io.handclasp.websocket;
    requires jdk.jfr;
    requires static micrometer.core;
}
