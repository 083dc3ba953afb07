package io.handclasp.probes.report;

import io.handclasp.core.Settings;
import io.handclasp.core.json.JsonText;
import jakarta.json.JsonObject;
import java.util.Objects;

/**
 * An answer over HTTP. Immutable.
 *
 * @param httpStatus the status to answer with, 200 or 503
 * @param contentType the media type of the body
 * @param body the body
 */
public record HealthAnswer(int httpStatus, String contentType, JsonObject body) {
    /** Refuses what is no HTTP status, and missing parts. */
    public HealthAnswer {
        Settings.requireRange("httpStatus", httpStatus, 200, 599);
        Settings.requireText("contentType", contentType);
        Objects.requireNonNull(body, "body");
    }

    /**
     * The body as text, in UTF-8 on the wire.
     *
     * @return JSON without white space
     */
    public String text() {
        return JsonText.compact(body);
    }
}
