package io.handclasp.examples.quickstart.agent;

import io.handclasp.core.json.JsonMaps;
import io.handclasp.core.json.JsonObjects;
import io.handclasp.core.json.JsonText;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * An agent that answers questions and tells what it does meanwhile: {@code agent_started, agent_thinking, tool_executing,
 * tool_completed, agent_completed}, then the answer. Meets admitted clients only.
 */
public final class AgentChat extends Endpoint {
    public static final String PATH = "/chat";

    private final Function<String, Optional<String>> tool;
    private final BooleanSupplier forgetful;

    /** A forgetful agent does not say that its tool is done. */
    public AgentChat(Function<String, Optional<String>> tool, BooleanSupplier forgetful) {
        this.tool = tool;
        this.forgetful = forgetful;
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        session.addMessageHandler(String.class, (MessageHandler.Whole<String>) text -> answer(session, text));
    }

    private void answer(Session session, String text) {
        Optional<String> question = JsonMaps.parse(text)
                .filter(message -> "ask".equals(message.get("type")))
                .map(message -> String.valueOf(message.get("text")));
        if (question.isEmpty()) {
            send(session, event("error").put("text", "send {\"type\":\"ask\",\"text\":...}"));
            return;
        }
        send(session, event("agent_started"));
        send(session, event("agent_thinking"));
        send(session, event("tool_executing"));
        Optional<String> fact = tool.apply(question.get());
        if (!forgetful.getAsBoolean()) {
            send(session, event("tool_completed"));
        }
        send(session, event("agent_completed"));
        send(session, event("answer").put("text", fact.orElse("Nobody told me.")));
    }

    private static JsonObjects event(String type) {
        return JsonObjects.object().put("type", type);
    }

    private static void send(Session session, JsonObjects message) {
        try {
            session.getBasicRemote().sendText(JsonText.compact(message.build()));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
