package io.handclasp.examples.hostapp;

import io.handclasp.websocket.jakarta.Handclasp;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Says who said what. Meets admitted clients only: Handclasp closes the others before they get here. */
final class Chat extends Endpoint {
    static final String PATH = "/chat";

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        String name = Handclasp.identity(session).orElseThrow().subject();
        session.addMessageHandler(
                String.class, (MessageHandler.Whole<String>) text -> send(session, name + " said " + text));
    }

    private static void send(Session session, String text) {
        try {
            session.getBasicRemote().sendText(text);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
