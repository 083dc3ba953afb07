package io.handclasp.examples.quickstart;

import io.handclasp.core.Redaction;
import java.io.IOException;
import java.io.PrintStream;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Shows what Handclasp does for WebSocket handshakes while the auth service is in trouble. */
public final class Quickstart {
    /** Every promised figure was met. */
    static final int MET = 0;
    /** A promised figure was missed, or the run could not be finished. */
    static final int MISSED = 1;
    /** The command line or the configuration is wrong. */
    static final int WRONG_USAGE = 2;

    /** Held here, since a logger that nobody holds forgets its level. */
    private static final Logger TYRUS = Logger.getLogger("org.glassfish");

    private static final String HELP = """
            Handclasp quickstart

            Opens WebSocket connections while the service that judges the tokens keeps failing, once
            with a plain call to that service and once with Handclasp, and prints both side by side.
            Everything runs in this process, on loopback. It takes less than half a minute.

              --handshakes N   connections for each of the two; 100 to 100000, default 3000
              --seed N         another order of failures; default 2026
              --config FILE    try a real service instead, see below
              --validate       validate an embedded system instead: what it runs on, handshakes, a golden
                               path, drills. The exit code is then that of the verdict: 0 PASS or WARN,
                               1 FAIL, 2 UNKNOWN. With it go:
              --break WHAT     break something first: auth, slow-auth, db or golden-path
              --journeys N     how often the golden path is gone; 1 to 100000, default 800
              --reports DIR    write validation.json, junit.xml and validation.html there
              --help           this text

            With --config, a token is obtained, judged by Handclasp, and used to open WebSocket
            connections to your own service. FILE is a Java properties file:

              websocket.url                   wss://... (ws:// on loopback only)
              websocket.expect                open: the connection is still open after 1 s (default)
                                              message: the service sends a message first
              handshakes                      how many connections, 1 to 100000, default 100
              concurrency                     how many at once, 1 to 256, default 16

              where the token comes from, one of:
              token                           the token itself
              token.file                      a file that holds it
              token.endpoint                  an OAuth 2.0 token endpoint (client credentials), with
              token.client-id, token.client-secret-file, and token.scope if there is one
              token.carrier                   header (default) or subprotocol

              who judges it, one of:
              issuer                          an OpenID provider, with audience
              introspection.endpoint          an RFC 7662 endpoint, with
              introspection.client-id, introspection.client-secret-file

            File names are relative to FILE. No token and no secret is ever printed.

            Exit code 0: every promised figure was met. 1: one was missed. 2: wrong usage.
            """;

    private Quickstart() {}

    /**
     * Runs the quickstart and ends the process with its exit code.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(run(System.out, System.err, args));
    }

    static int run(PrintStream out, PrintStream err, String... args) {
        TYRUS.setLevel(Level.WARNING);
        try {
            Options options = Options.parse(args);
            if (options.help()) {
                out.print(HELP);
                return MET;
            }
            if (options.validation().isPresent()) {
                return new ValidationJob(options.validation().get(), out).run();
            }
            boolean met = options.config().isPresent()
                    ? new ServiceRun(ServiceSettings.read(options.config().get()), out).run()
                    : new Comparison(options.handshakes(), options.seed(), out).run();
            return met ? MET : MISSED;
        } catch (UsageException wrong) {
            err.println("quickstart: " + wrong.getMessage());
            err.println("Try --help.");
            return WRONG_USAGE;
        } catch (IOException failure) {
            err.println("quickstart: " + Redaction.describe(failure));
            return MISSED;
        }
    }
}
