package io.handclasp.drift.history;

import io.handclasp.core.Redaction;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.Assumptions;

/** A real PostgreSQL for the tests of this process, on loopback; it ends with the process. */
final class Postgres {
    private static EmbeddedPostgres server;
    private static String reason = "";

    private Postgres() {}

    /** Skips the test, with the reason, where it cannot start. */
    static synchronized EmbeddedPostgres server() {
        if (server == null && reason.isEmpty()) {
            try {
                server = EmbeddedPostgres.start();
            } catch (IOException | IllegalStateException e) {
                reason = "PostgreSQL cannot start here: " + Redaction.describe(e);
            }
        }
        Assumptions.assumeTrue(reason.isEmpty(), reason);
        return server;
    }
}
