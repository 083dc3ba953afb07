package io.handclasp.websocket.token;

import java.util.List;

/**
 * A way to carry a token in the offered subprotocols, and the answer to one question: what is the offered element at this
 * place? A host adds its own with {@link SubprotocolConventions#with}; the usual shapes are made by
 * {@link SubprotocolConventions#pair} and {@link SubprotocolConventions#prefix}.
 *
 * <p>Called by many threads at once, for each element of each handshake. It answers bad input with a
 * {@link SubprotocolClaim}; an exception is taken for its bug, and refuses the handshake.
 */
@FunctionalInterface
public interface SubprotocolConvention {
    /**
     * Says what an offered element is.
     *
     * @param offered all that the client offers, in its order, without blanks around
     * @param place the place of the element that is asked about, from 0
     * @return what it is by this convention; {@link SubprotocolClaim.Unrelated} when this convention does not know it
     */
    SubprotocolClaim claim(List<String> offered, int place);

    /**
     * The name by which a convention is replaced or taken out, and that messages show.
     *
     * @return the class's name unless the convention has a better one
     */
    default String name() {
        return getClass().getSimpleName();
    }
}
