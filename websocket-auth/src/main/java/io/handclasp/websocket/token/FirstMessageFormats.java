package io.handclasp.websocket.token;

import java.util.Optional;

/** The formats of first messages that come with Handclasp. All are immutable and may be shared by any number of threads. */
public final class FirstMessageFormats {
    private FirstMessageFormats() {}

    /**
     * The message is the token, and nothing else; the host's endpoint does not get it.
     *
     * @return the format
     */
    public static FirstMessageFormat plainToken() {
        return message -> BearerToken.parse(message)
                .<Extraction>map(token -> new Extraction.Found(token, TokenSource.FIRST_MESSAGE, Optional.empty()))
                .orElseGet(() -> new Extraction.Malformed("the first message is no b64token"));
    }

    /**
     * The message is a JSON object that holds the token as a text, for example {@code {"token":"..."}} with
     * {@code json("/token")}. The host's endpoint does not get it unless {@link JsonFirstMessage#forHost()} says so.
     *
     * @param pointer where the token stands: a JSON pointer (RFC 6901) along the members of objects
     * @return the format
     * @throws IllegalArgumentException when it is no pointer to a member
     */
    public static JsonFirstMessage json(String pointer) {
        return JsonFirstMessage.at(pointer);
    }

    /**
     * The first message of the protocols {@code graphql-transport-ws} and {@code graphql-ws}, of the type
     * {@code connection_init}, whose payload holds the token, with {@code Bearer} before it or without, for example
     * {@code {"type":"connection_init","payload":{"Authorization":"Bearer ..."}}} with {@code graphQl("/Authorization")}. The
     * host's endpoint gets it, since it has to acknowledge it.
     *
     * @param pointerInPayload where the token stands in the payload: a JSON pointer (RFC 6901)
     * @return the format
     * @throws IllegalArgumentException when it is no pointer to a member
     */
    public static JsonFirstMessage graphQl(String pointerInPayload) {
        return JsonFirstMessage.within("payload", pointerInPayload)
                .requiring("/type", "connection_init")
                .withBearerScheme()
                .forHost();
    }
}
