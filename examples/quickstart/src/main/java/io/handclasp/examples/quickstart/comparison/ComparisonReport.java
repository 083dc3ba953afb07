package io.handclasp.examples.quickstart.comparison;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** What a comparison prints. */
final class ComparisonReport {
    private static final int ENOUGH_HANDSHAKES = 2_000;

    /** More than this, and the machine has no time for the handshakes either. */
    private static final double LONGEST_DELAY_MILLIS = 20;

    private final PrintStream out;

    ComparisonReport(PrintStream out) {
        this.out = out;
    }

    void introduction(Load load, long seed) {
        out.printf(
                Locale.ROOT,
                """
                Handclasp quickstart: %,d WebSocket handshakes against a failing auth service, twice

                  The trouble   Of 100 calls to the auth service 29 fail: 8 are refused, 8 reset, 7 answered
                                with 500, and 6 hang for more than a second. Seed %d, the same for both.
                  The load      %d handshakes a second, each with a token of its own.
                  plain call    One call with a 2 s timeout, made in the handshake. Its server was given
                                %d threads; with the usual 4 every hang would block a quarter of it.
                  Handclasp     Standard settings, on a server with the usual 4 threads.

                """,
                load.connections(),
                seed,
                1_000_000_000L / load.interval().toNanos(),
                PlainServer.THREADS);
    }

    void measures(Measured plain, Measured handclasp) {
        out.println();
        Table.ofFigures()
                .row("", "plain call", "Handclasp")
                .times(plain, handclasp)
                .row("calls to the auth service", measured -> Table.count(measured.authCalls()), plain, handclasp)
                .row(
                        "  for each handshake",
                        measured -> String.format(Locale.ROOT, "%.2f", measured.callsPerHandshake()),
                        plain,
                        handclasp)
                .print(out);
        double delayMillis =
                Math.max(plain.delayMillis().orElse(0), handclasp.delayMillis().orElse(0));
        if (delayMillis > LONGEST_DELAY_MILLIS) {
            out.printf(
                    Locale.ROOT,
                    "%n  This machine is busy: connections were begun up to %.0f ms late (p95). That spoils the"
                            + " figures;%n  try again when it has less to do.%n",
                    delayMillis);
        }
        if (handclasp.handshakes() < ENOUGH_HANDSHAKES) {
            out.printf(
                    Locale.ROOT,
                    "%n  These are few handshakes: luck may move the figures. They are promised for %,d and more.%n",
                    ENOUGH_HANDSHAKES);
        }
    }

    void promises(List<Promise> promises) {
        out.println();
        out.println("What is promised");
        promises(out, promises);
    }

    static void promises(PrintStream out, List<Promise> promises) {
        Table table = Table.ofText();
        promises.forEach(promise -> table.row(promise.met() ? "ok" : "MISSED", promise.text(), promise.measured()));
        table.print(out);
    }

    void cases(List<TokenCase> cases) {
        out.println();
        out.println("What a client sees while the auth service is well");
        Table table = Table.ofText().row("token", "plain call", "Handclasp");
        cases.forEach(tried -> table.row(tried.token(), shown(tried.plain()), shown(tried.handclasp())));
        table.print(out);
        out.println();
        out.println("Read next: docs/getting-started.md");
    }

    private static String shown(Answer answer) {
        return switch (answer.kind()) {
            case MESSAGE -> "\"" + answer.detail() + "\"";
            case CLOSED -> "closed with " + answer.detail();
            default -> answer.detail();
        };
    }
}
