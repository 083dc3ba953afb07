package io.handclasp.probes.net;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What an HTTP server answered. The parts are the server's own words: nothing of them is scrubbed, so they do not go into
 * outcomes as they are. {@link #toString()} shows sizes only. Immutable.
 *
 * @param status the status code, 100 to 599
 * @param headers by their names in lower case, each with its values in the order in which they came
 * @param body the body as text in UTF-8, up to the probe's limit
 * @param cut whether there was more of the body than the limit
 */
public record HttpAnswer(int status, Map<String, List<String>> headers, String body, boolean cut) {
    /** Copies the parts. */
    public HttpAnswer {
        headers = Map.copyOf(headers);
        Objects.requireNonNull(body, "body");
    }

    /**
     * The first value of a header.
     *
     * @param name its name, in any case
     * @return the value, if the header is there
     */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    /** Shows the status and sizes. */
    @Override
    public String toString() {
        return "HttpAnswer[status=" + status + ", headers=" + headers.size() + ", bytes="
                + body.getBytes(StandardCharsets.UTF_8).length + ", cut=" + cut + "]";
    }
}
