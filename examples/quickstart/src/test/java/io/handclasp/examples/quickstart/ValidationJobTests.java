package io.handclasp.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidationJobTests {
    /** What is broken is found by the check that is nearest to it, and the golden path is held up by it or shows it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    auth        | the auth service answers                  | no answer
                    slow-auth   | a good token is admitted                  | Unavailable (TIMEOUT)
                    db          | the database answers                      | no connection (SQL state
                    golden-path | a user asks the agent and gets an answer  | which belongs to the step agent_completed
                    """)
    void runWhenSomethingIsBrokenThenItsCheckFailsAndTheExitCodeSaysSo(
            String trouble, String title, String seen, @TempDir Path directory) {
        Ran ran = Ran.with("--validate", "--break", trouble, "--journeys", "5", "--reports", directory.toString());

        assertThat(ran.exitCode()).as(ran.everything()).isEqualTo(1);
        assertThat(ran.out()).contains(title, seen).doesNotContain("eyJ");
        assertThat(directory.resolve("validation.json"))
                .content()
                .contains("FAIL")
                .doesNotContain("eyJ");
        assertThat(directory.resolve("junit.xml"))
                .content()
                .contains("<failure")
                .doesNotContain("eyJ");
        assertThat(directory.resolve("validation.html"))
                .content()
                .contains(title)
                .doesNotContain("eyJ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --validate --break cat | --break was cat, must be one of auth, slow-auth, db, golden-path.
                    --break db             | --break, --journeys and --reports go with --validate only.
                    --validate --seed 1    | --validate does not go with --config, --handshakes or --seed.
                    """)
    void runWhenOptionsDoNotFitThenSaysSo(String commandLine, String message) {
        Ran ran = Ran.with(commandLine.split(" "));

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).startsWith("quickstart: " + message);
    }

    @Test
    void runWhenNothingIsBrokenThenNoGoldenPathAndNoTokenCheckFails() {
        Ran ran = Ran.with("--validate", "--journeys", "5");

        assertThat(ran.out())
                .contains("the database answers", "a good token is admitted", "5 of 5 journeys completed")
                .doesNotContain("eyJ");
    }
}
