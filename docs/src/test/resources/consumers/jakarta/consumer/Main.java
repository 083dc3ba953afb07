package consumer;

import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.jakarta.HandshakeConfigurator;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.Verification;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A host that guards its endpoints through the Jakarta WebSocket API. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        try (WebSocketAuthenticator authenticator = WebSocketAuthenticator.builder()
                .verifier((token, limit) ->
                        CompletableFuture.completedFuture(new Verification.Invalid(RejectReason.INACTIVE)))
                .build()) {
            HandshakeConfigurator configurator = new HandshakeConfigurator(authenticator);
            System.out.println(
                    "jakarta=" + ModuleLayer.boot().findModule("jakarta.websocket").isPresent());
            System.out.println("protocol=" + configurator.getNegotiatedSubprotocol(List.of(), List.of("bearer", "abc")));
        }
    }
}
