package io.handclasp.core.json;

import io.handclasp.core.Finding;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Function;

/**
 * How the values that occur in reports look in JSON. Texts are written as they are: scrub foreign ones first. Without
 * state; safe for use by many threads.
 *
 * <p>Every method throws {@link IllegalStateException} if there is no JSON provider.
 */
public final class JsonReports {
    private JsonReports() {}

    /**
     * A finding: {@code code}, {@code status}, {@code subject}, {@code message} and, if it has one, {@code hint}.
     *
     * @param finding the finding
     * @return the object
     */
    public static JsonObject finding(Finding finding) {
        return JsonObjects.object()
                .put("code", finding.code())
                .put("status", finding.status())
                .put("subject", finding.subject())
                .put("message", finding.message())
                .putIfPresent("hint", finding.hint(), JsonReports::text)
                .build();
    }

    /**
     * A duration.
     *
     * @param duration the duration
     * @return an ISO 8601 text such as {@code "PT1.5S"}
     */
    public static JsonValue duration(Duration duration) {
        return text(duration.toString());
    }

    /**
     * A point in time.
     *
     * @param instant the point
     * @return an ISO 8601 text in UTC such as {@code "2025-01-31T12:00:00Z"}
     */
    public static JsonValue instant(Instant instant) {
        return text(instant.toString());
    }

    /**
     * A number with a fraction.
     *
     * @param value the number
     * @return the number; JSON null for not-a-number and the infinities, which JSON does not have
     */
    public static JsonValue number(double value) {
        return Double.isFinite(value) ? JsonSupport.provider().createValue(value) : JsonValue.NULL;
    }

    /**
     * A whole number.
     *
     * @param value the number
     * @return the number
     */
    public static JsonValue number(long value) {
        return JsonSupport.provider().createValue(value);
    }

    /**
     * A text.
     *
     * @param value the text
     * @return the text
     */
    public static JsonValue text(String value) {
        return JsonSupport.provider().createValue(value);
    }

    /**
     * A list.
     *
     * @param elements its elements, in order
     * @param toJson how to write one of them
     * @param <T> the type of the elements
     * @return the array
     */
    public static <T> JsonArray array(
            Collection<? extends T> elements, Function<? super T, ? extends JsonValue> toJson) {
        JsonArrayBuilder array = JsonSupport.provider().createArrayBuilder();
        for (T element : elements) {
            array.add(toJson.apply(element));
        }
        return array.build();
    }
}
