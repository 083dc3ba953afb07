package io.handclasp.docs.snippets;

import io.handclasp.websocket.jakarta.Handclasp;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;

// tag::endpoint[]
public class Chat extends Endpoint {
    @Override
    public void onOpen(Session session, EndpointConfig config) {
        // Runs for admitted sessions only.
        String user = Handclasp.identity(session).orElseThrow().subject();
        session.getAsyncRemote().sendText("welcome, " + user);
    }
}
// end::endpoint[]
