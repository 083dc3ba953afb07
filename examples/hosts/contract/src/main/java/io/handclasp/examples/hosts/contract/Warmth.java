package io.handclasp.examples.hosts.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.examples.containers.wire.Handshake;
import io.handclasp.examples.containers.wire.RawConnection;
import java.io.IOException;

/** Gets a host past its first answers, which on a busy machine take longer than a handshake may. */
public final class Warmth {
    private static final int TRIES = 20;

    private Warmth() {}

    /** Comes back until it is welcomed, as clients do that are told to try again. */
    public static void await(int port, String token) throws IOException {
        String heard = "";
        for (int tries = 0; tries < TRIES && !heard.startsWith("text welcome "); tries++) {
            try (RawConnection client = RawConnection.open(port)) {
                client.send(Handshake.to("/chat").bearer(token).bytes());
                int status = client.response().status();
                heard = status == 101 ? client.hear() : "status " + status;
            }
        }
        assertThat(heard).startsWith("text welcome ");
    }
}
