package io.handclasp.websocket.token;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A first message that is a JSON object (RFC 8259) with the token in it. It is read strictly: one object and nothing behind it,
 * no name twice in one object, nested no deeper than 32, the token a text. Immutable and thread-safe.
 */
public final class JsonFirstMessage implements FirstMessageFormat {
    private static final Extraction NO_TOKEN = new Extraction.Malformed("the first message's token is no b64token");

    private final List<String> path;
    private final Map<List<String>, String> required;
    private final boolean bearerScheme;
    private final boolean forHost;

    private JsonFirstMessage(
            List<String> path, Map<List<String>, String> required, boolean bearerScheme, boolean forHost) {
        this.path = path;
        this.required = Map.copyOf(required);
        this.bearerScheme = bearerScheme;
        this.forHost = forHost;
    }

    static JsonFirstMessage at(String pointer) {
        return new JsonFirstMessage(JsonTexts.path(pointer), Map.of(), false, false);
    }

    static JsonFirstMessage within(String member, String pointer) {
        List<String> path = new ArrayList<>(JsonTexts.path(pointer));
        path.add(0, member);
        return new JsonFirstMessage(List.copyOf(path), Map.of(), false, false);
    }

    /**
     * Demands a text somewhere else in the object; a message without it is malformed.
     *
     * @param pointer where: a JSON pointer (RFC 6901) along the members of objects
     * @param text what must stand there
     * @return the changed format
     * @throws IllegalArgumentException when it is no pointer to a member
     */
    public JsonFirstMessage requiring(String pointer, String text) {
        Map<List<String>, String> all = new HashMap<>(required);
        all.put(JsonTexts.path(pointer), Objects.requireNonNull(text, "text"));
        return new JsonFirstMessage(path, all, bearerScheme, forHost);
    }

    /**
     * Takes {@code Bearer} and a blank before the token off, in any case, where they stand.
     *
     * @return the changed format
     */
    public JsonFirstMessage withBearerScheme() {
        return new JsonFirstMessage(path, required, true, forHost);
    }

    /**
     * Hands the message to the host's endpoint, too, once the session is admitted.
     *
     * @return the changed format
     */
    public JsonFirstMessage forHost() {
        return new JsonFirstMessage(path, required, bearerScheme, true);
    }

    @Override
    public boolean isForHost() {
        return forHost;
    }

    @Override
    public Extraction read(String message) {
        Optional<Map<List<String>, Optional<String>>> members = JsonTexts.read(message, path, required.keySet());
        if (members.isEmpty()) {
            return new Extraction.Malformed("the first message is no JSON object");
        }
        for (Map.Entry<List<String>, String> demand : required.entrySet()) {
            Optional<String> text = members.get().getOrDefault(demand.getKey(), Optional.empty());
            if (!text.filter(demand.getValue()::equals).isPresent()) {
                return new Extraction.Malformed("the first message is of another kind");
            }
        }
        if (!members.get().containsKey(path)) {
            return new Extraction.Missing();
        }
        return members.get().get(path).map(this::token).orElse(NO_TOKEN);
    }

    private Extraction token(String text) {
        boolean withScheme = bearerScheme && text.indexOf(' ') >= 0;
        if (withScheme && BearerCredentials.kind(text) != BearerCredentials.Kind.BEARER) {
            return NO_TOKEN;
        }
        return (withScheme ? BearerCredentials.token(text) : BearerToken.parse(text))
                .<Extraction>map(token -> new Extraction.Found(token, TokenSource.FIRST_MESSAGE, Optional.empty()))
                .orElse(NO_TOKEN);
    }
}
