package io.handclasp.validator.drill;

import io.handclasp.core.concurrent.Stages;
import io.handclasp.core.json.JsonMaps;
import io.handclasp.core.json.JsonObjects;
import io.handclasp.core.json.JsonReports;
import io.handclasp.core.json.JsonText;
import io.handclasp.core.time.Deadline;
import io.handclasp.websocket.resilience.Execution;
import io.handclasp.websocket.transport.TransportRequest;
import io.handclasp.websocket.transport.TransportResponse;
import io.handclasp.websocket.transport.VerifierTransport;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import java.util.concurrent.CompletionStage;

/** The key set as it was before a rotation: none of its keys has the id that today's tokens name. */
final class StaleKeys implements TransportFault {
    private static final String KEYS = "keys";
    private static final String KEY_ID = "kid";

    @Override
    public String description() {
        return "the key set does not hold the new key yet";
    }

    @Override
    public CompletionStage<TransportResponse> meet(
            TransportRequest request, Deadline deadline, VerifierTransport real, Execution execution) {
        return Stages.map(real.send(request, deadline), StaleKeys::stale);
    }

    private static TransportResponse stale(TransportResponse response) {
        // Other answers on the way to the keys, such as a discovery document, stay as they are.
        boolean keySet = response.status() == 200
                && JsonMaps.parse(response.body())
                        .filter(document -> document.containsKey(KEYS))
                        .isPresent();
        return keySet ? new TransportResponse(200, response.headers(), renamed(response.body())) : response;
    }

    private static String renamed(String body) {
        JsonObject document = read(body);
        JsonObjects copy = JsonObjects.object();
        document.forEach((name, value) -> copy.put(
                name,
                name.equals(KEYS) && value instanceof JsonArray keys
                        ? JsonReports.array(keys, StaleKeys::renamed)
                        : value));
        return JsonText.compact(copy.build());
    }

    private static JsonValue renamed(JsonValue key) {
        if (!(key instanceof JsonObject members)) {
            return key;
        }
        JsonObjects copy = JsonObjects.object();
        members.forEach((name, value) -> {
            if (!name.equals(KEY_ID)) {
                copy.put(name, value);
            }
        });
        return copy.put(KEY_ID, "handclasp-drill-" + members.getString(KEY_ID, "none"))
                .build();
    }

    private static JsonObject read(String body) {
        try (JsonParser parser = JsonText.parser(body)) {
            parser.next();
            return parser.getObject();
        }
    }
}
