package io.handclasp.examples.quickstart;

import io.handclasp.core.Redaction;
import io.handclasp.examples.quickstart.comparison.Comparison;
import io.handclasp.examples.quickstart.service.ServiceSettings;
import io.handclasp.examples.quickstart.service.ServiceValidationJob;
import io.handclasp.examples.quickstart.usage.UsageException;
import io.handclasp.examples.quickstart.validation.ValidationJob;
import io.handclasp.validator.report.TextStyle;
import java.io.IOException;
import java.io.PrintStream;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Validates a small system, or real services, in six phases; or compares Handclasp with a plain call. */
public final class Quickstart {
    /** What was asked for is as it should be. */
    static final int MET = 0;
    /** It is not, or the run could not be finished. */
    static final int MISSED = 1;
    /** The command line or the configuration is wrong. */
    static final int WRONG_USAGE = 2;

    /** Held here, since a logger that nobody holds forgets its level. */
    private static final Logger TYRUS = Logger.getLogger("org.glassfish");

    private static final String HELP = """
            Handclasp quickstart

            Validates a small system in six phases: an auth service, a chat with an agent, a service with facts and
            its database. Everything runs in this process, on loopback, and takes about half a minute.

              --break WHAT     break something first, for real: auth, slow-auth, drift, keys, db or golden-path
              --journeys N     how often the golden path is gone; 1 to 100000, default 1200
              --reports DIR    where the reports are written to; default target/quickstart
              --config FILE    validate real services instead, see below
              --compare        compare handshakes with a plain call to a failing auth service and with Handclasp;
                               with it go --handshakes N (100 to 100000, default 3000) and --seed N (default 2026)
              --help           this text

            FILE is a Java properties file. What it does not name is skipped, and the report says so.

              websocket.url                   wss://... (ws:// on loopback only)

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

              what else there is, each of it optional:
              health                          addresses that answer when all is well: name=https://..., name=...
              private-paths                   name=host:port, ...; they must have private addresses, or those of
              private-paths.within            10.8.0.0/16, ...
              services                        services that are called with the token: name=https://..., name=...
              drift.description               a file that describes the service, with
              drift.format                    cloud_run (default), kubernetes, json, yaml, properties or dot_env, and
              drift.baseline                  a baseline file
              golden.send                     what a user sends, and
              golden.expect                   what must come then, in this order: /type=started, /type=answer, ...
              drills                          true: rehearse outages of the auth service; takes token.endpoint
              samples                         how many handshakes are judged to see how long it takes, default 100
              journeys                        how often the golden path is gone, default 100
              concurrency                     how many journeys at once, 1 to 256, default 16

            File names are relative to FILE. No token and no secret is ever printed.

            Exit code 0: the verdict is PASS or WARN. 1: FAIL. 2: UNKNOWN, or wrong usage.
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
            return run(Options.parse(args), out);
        } catch (UsageException wrong) {
            err.println("quickstart: " + wrong.getMessage());
            err.println("Try --help.");
            return WRONG_USAGE;
        } catch (IOException failure) {
            err.println("quickstart: " + Redaction.describe(failure));
            return MISSED;
        }
    }

    private static int run(Job job, PrintStream out) throws UsageException, IOException {
        if (job instanceof Job.Validate validate) {
            return new ValidationJob(validate.options(), out, TextStyle.ofTerminal()).run();
        }
        if (job instanceof Job.ValidateServices services) {
            return new ServiceValidationJob(
                            ServiceSettings.read(services.config()), services.reports(), out, TextStyle.ofTerminal())
                    .run();
        }
        if (job instanceof Job.Compare compare) {
            return new Comparison(compare.handshakes(), compare.seed(), out).run() ? MET : MISSED;
        }
        out.print(HELP);
        return MET;
    }
}
