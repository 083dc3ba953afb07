package io.handclasp.websocket.jakarta;

import io.handclasp.websocket.token.SubprotocolChoice;
import io.handclasp.websocket.token.TokenExtractor;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The protocol that a container is told to answer. */
final class SubprotocolAnswer {
    private static final Logger log = LoggerFactory.getLogger(HandshakeConfigurator.class);

    private SubprotocolAnswer() {}

    /**
     * An empty text stands for none. A convention that fails must not let its exception through: containers put its text,
     * which may quote the offer, into their answers. The same failure refuses the handshake when its token is looked for.
     */
    static String choose(List<String> offered, List<String> supported, TokenExtractor extractor) {
        try {
            return SubprotocolChoice.choose(offered, supported, extractor).orElse("");
        } catch (RuntimeException bug) {
            log.error(
                    "no subprotocol is answered, a convention failed: {}",
                    bug.getClass().getName());
            return "";
        }
    }
}
