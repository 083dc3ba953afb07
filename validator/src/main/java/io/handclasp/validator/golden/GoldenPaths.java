package io.handclasp.validator.golden;

import io.handclasp.core.json.JsonObjects;
import io.handclasp.core.json.JsonText;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;

/** The journeys that come with Handclasp. */
public final class GoldenPaths {
    /** The events of an agent that answers a question, in their order. */
    public static final List<String> AGENT_EVENTS =
            List.of("agent_started", "agent_thinking", "tool_executing", "tool_completed", "agent_completed");

    private GoldenPaths() {}

    /**
     * The journey of a user who asks an agent: log in, connect, send {@code {"type":"ask","text":…}}, receive the
     * {@link #AGENT_EVENTS} as JSON objects whose {@code type} names them, then one of type {@code answer} with a {@code text}.
     *
     * @param id the id of its check, for example {@code golden.ask}
     * @param uri the WebSocket endpoint
     * @param client the host's client
     * @param login obtains a token for each journey
     * @param question what the user asks
     * @param within how long each event and the answer may take after the one before
     * @return a builder with these steps, to which the host adds what it likes
     */
    public static GoldenPathBuilder agentChat(
            String id, URI uri, HttpClient client, Login login, String question, Duration within) {
        GoldenPathBuilder path = GoldenPath.builder(id, uri, client, login)
                .title("a user asks the agent and gets an answer")
                .send(
                        "ask",
                        JsonText.compact(JsonObjects.object()
                                .put("type", "ask")
                                .put("text", question)
                                .build()));
        AGENT_EVENTS.forEach(event -> path.expect(event, within, Events.json("/type", event)));
        return path.expect("answer", within, Events.json("/type", "answer").and(Events.jsonPresent("/text")));
    }
}
