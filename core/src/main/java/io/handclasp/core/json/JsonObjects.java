package io.handclasp.core.json;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Builds a JSON object from the values that occur in reports, in the form that {@link JsonReports} gives them. Members
 * keep their order. Not safe for use by many threads.
 */
public final class JsonObjects {
    private final JsonObjectBuilder builder = JsonSupport.provider().createObjectBuilder();

    private JsonObjects() {}

    /**
     * Starts an object.
     *
     * @return a builder without members
     * @throws IllegalStateException if there is no JSON provider
     */
    public static JsonObjects object() {
        return new JsonObjects();
    }

    /**
     * Adds a text. It is written as it is: scrub foreign text first.
     *
     * @param name the name of the member
     * @param value its value
     * @return this builder
     */
    public JsonObjects put(String name, String value) {
        return put(name, JsonReports.text(value));
    }

    /**
     * Adds the name of a constant.
     *
     * @param name the name of the member
     * @param value its value
     * @return this builder
     */
    public JsonObjects put(String name, Enum<?> value) {
        return put(name, value.name());
    }

    /**
     * Adds a whole number.
     *
     * @param name the name of the member
     * @param value its value
     * @return this builder
     */
    public JsonObjects put(String name, long value) {
        return put(name, JsonReports.number(value));
    }

    /**
     * Adds a number with a fraction; not-a-number and the infinities become JSON null.
     *
     * @param name the name of the member
     * @param value its value
     * @return this builder
     */
    public JsonObjects put(String name, double value) {
        return put(name, JsonReports.number(value));
    }

    /**
     * Adds a truth value.
     *
     * @param name the name of the member
     * @param value its value
     * @return this builder
     */
    public JsonObjects put(String name, boolean value) {
        return put(name, value ? JsonValue.TRUE : JsonValue.FALSE);
    }

    /**
     * Adds a duration as an ISO 8601 text.
     *
     * @param name the name of the member
     * @param value its value
     * @return this builder
     */
    public JsonObjects put(String name, Duration value) {
        return put(name, JsonReports.duration(value));
    }

    /**
     * Adds a point in time as an ISO 8601 text.
     *
     * @param name the name of the member
     * @param value its value
     * @return this builder
     */
    public JsonObjects put(String name, Instant value) {
        return put(name, JsonReports.instant(value));
    }

    /**
     * Adds a measured whole number. Without one, JSON null is written, so that a reader sees that there was no data.
     *
     * @param name the name of the member
     * @param value its value
     * @return this builder
     */
    public JsonObjects put(String name, OptionalLong value) {
        return put(name, value.isPresent() ? JsonReports.number(value.getAsLong()) : JsonValue.NULL);
    }

    /**
     * Adds a measured number. Without one, JSON null is written, so that a reader sees that there was no data.
     *
     * @param name the name of the member
     * @param value its value
     * @return this builder
     */
    public JsonObjects put(String name, OptionalDouble value) {
        return put(name, value.isPresent() ? JsonReports.number(value.getAsDouble()) : JsonValue.NULL);
    }

    /**
     * Adds any JSON value.
     *
     * @param name the name of the member
     * @param value its value
     * @return this builder
     */
    public JsonObjects put(String name, JsonValue value) {
        builder.add(name, value);
        return this;
    }

    /**
     * Adds a member if there is a value, and leaves it out if not.
     *
     * @param name the name of the member
     * @param value its value
     * @param toJson how to write it
     * @param <T> the type of the value
     * @return this builder
     */
    public <T> JsonObjects putIfPresent(
            String name, Optional<T> value, Function<? super T, ? extends JsonValue> toJson) {
        value.ifPresent(present -> put(name, toJson.apply(present)));
        return this;
    }

    /**
     * Makes the object.
     *
     * @return the object; unmodifiable
     */
    public JsonObject build() {
        return builder.build();
    }
}
