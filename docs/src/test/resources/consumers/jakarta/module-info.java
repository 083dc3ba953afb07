module consumer.jakarta {
    requires io.handclasp.validator;
    requires jakarta.websocket;
}
