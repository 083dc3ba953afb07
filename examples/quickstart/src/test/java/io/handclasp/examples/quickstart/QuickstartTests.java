package io.handclasp.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.LogCapture;
import io.handclasp.core.testing.ThreadCensus;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuickstartTests {
    private static final int MOST_RUNS = 4;

    @Test
    void runWhenComparisonThenPrintsBothColumnsAndAgreesWithItsExitCode() {
        int calls = callsOfAComparison();
        // When the machine stops for a second while the load runs, which is one second, the breaker opens and few calls
        // are made.
        for (int run = 1; run < MOST_RUNS && calls <= 300; run++) {
            calls = callsOfAComparison();
        }

        assertThat(calls).as("first calls, and those that were tried again").isGreaterThan(300);
    }

    /** With so few handshakes luck decides on 99.5 %, so the exit code is compared with the figures that were printed. */
    private static int callsOfAComparison() {
        try (LogCapture log = LogCapture.start()) {
            Ran ran = Ran.with("--compare", "--handshakes", "300");

            assertThat(ran.exitCode()).isEqualTo(ran.out().contains("MISSED") ? 1 : 0);
            assertThat(ran.out())
                    .containsPattern("plain call +Handclasp\\R +handshakes +300 +300\\R +succeeded +213 +71\\.00 % ")
                    .containsPattern("told that the token is bad +87 +0\\R")
                    .containsPattern("calls to the auth service +300 +\\d+\\R")
                    .containsPattern("ok +plain call: about 70 % succeed")
                    .contains("These are few handshakes");
            assertNoToken(ran.everything() + log.text());
            int calls = handclaspCalls(ran.out());
            // Retries are half of first calls at most, and 100 that were saved up.
            assertThat(calls).isLessThanOrEqualTo(300 + 150 + 100);
            return calls;
        }
    }

    private static int handclaspCalls(String out) {
        Matcher row = Pattern.compile("calls to the auth service +300 +(\\d+)").matcher(out);
        assertThat(row.find()).as(out).isTrue();
        return Integer.parseInt(row.group(1));
    }

    @Test
    void runWhenComparisonThenShowsWhatTheClientOfEachTokenSees() {
        Ran ran = Ran.with("--compare", "--handshakes", "100");

        assertThat(ran.out())
                .containsPattern("valid +\"welcome alice\" +\"welcome alice\"")
                .containsPattern("expired +closed with 1008 not authorized +closed with 4401 the token is not active")
                .containsPattern("forged +closed with 1008 not authorized +closed with 4401 the token is not active")
                .containsPattern("missing +closed with 1008 not authorized +closed with 4401 no token was sent")
                .containsPattern("valid, as subprotocol +closed with 1008 not authorized +\"welcome bob\"")
                .containsPattern("ok +Handclasp: every token below judged right +5 of 5");
    }

    @Test
    void runWhenEndedThenLeavesNoThreadBehind() throws InterruptedException {
        Ran.with(
                "--compare",
                "--handshakes",
                "100"); // Tyrus keeps one idle timer for ever, from its first connection on
        ThreadCensus before = ThreadCensus.take();

        Ran.with("--compare", "--handshakes", "100");

        collectHttpClients(before);
        before.assertNoneLeft(Duration.ofSeconds(5));
    }

    /** A client of JDK 17 cannot be closed: its thread ends some seconds after the collector found it unused. */
    private static void collectHttpClients(ThreadCensus before) throws InterruptedException {
        for (int round = 0; round < 20; round++) {
            System.gc();
            for (Thread thread : before.added()) {
                TimeUnit.SECONDS.timedJoin(thread, 1);
            }
        }
    }

    @Test
    void runWhenHelpThenExplainsAndSucceeds() {
        Ran ran = Ran.with("--help");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains("--break WHAT", "--config FILE", "--compare", "websocket.url", "Exit code 0");
        assertThat(ran.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --hepl                          | unknown option --hepl. Did you mean --help?
                    --handshakes                    | --handshakes needs a value after it.
                    --handshakes 99                 | --handshakes was 99, must be a whole number from 100 to 100000.
                    --handshakes many               | --handshakes was many, must be a whole number from 100 to 100000.
                    --handshakes 100                | --handshakes and --seed go with --compare only.
                    --seed 1.5                      | --seed was 1.5, must be a whole number
                    --journeys 0                    | --journeys was 0, must be a whole number from 1 to 100000.
                    --break cat                     | --break was cat, must be one of auth, slow-auth, drift, keys, db, golden-path.
                    --config no-such.properties     | --config no-such.properties cannot be read: NoSuchFileException
                    --config a.properties --seed 1  | --config does not go with --seed.
                    --compare --break db            | --compare does not go with --break.
                    """)
    void runWhenCommandLineIsWrongThenTellsWhatIsAccepted(String commandLine, String message) {
        Ran ran = Ran.with(commandLine.split(" "));

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).startsWith("quickstart: " + message).endsWith("Try --help." + System.lineSeparator());
        assertThat(ran.out()).isEmpty();
    }

    /** Every token of the run is a signed one, and every one of those starts with the same letters. */
    private static void assertNoToken(String text) {
        assertThat(text).doesNotContain("eyJ").doesNotContain("Basic ").doesNotContain("Bearer ");
    }
}
