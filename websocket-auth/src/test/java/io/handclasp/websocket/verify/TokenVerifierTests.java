package io.handclasp.websocket.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.time.Deadline;
import io.handclasp.websocket.token.BearerToken;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class TokenVerifierTests {
    /** A host's own, with the one method that it has to write. */
    private static final class Own implements TokenVerifier {
        @Override
        public CompletionStage<Verification> verify(BearerToken token, Deadline deadline) {
            return new CompletableFuture<>();
        }
    }

    @Test
    void defaultsWhenAHostWritesItsOwnThenOneRemoteEndpointOfItsName() {
        TokenVerifier own = new Own();

        assertThat(own.endpoints()).containsExactly(own);
        assertThat(own.remote()).isTrue();
        assertThat(own.name()).isEqualTo("Own");
        assertThat(own.timeoutReason(new CompletableFuture<>())).isEqualTo(UnavailableReason.TIMEOUT);
    }
}
