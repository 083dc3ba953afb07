package io.handclasp.validator.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.handclasp.core.Secret;
import io.handclasp.core.concurrent.NamedThreads;
import io.handclasp.core.testing.ThreadCensus;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.CheckState;
import io.handclasp.validator.model.Measurement;
import io.handclasp.validator.model.ValidationPhase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoldenPathTests {
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(NamedThreads.daemon("golden-test"));
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().executor(THREADS).build();
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration NEVER = Duration.ofMillis(200);
    private static final Login ANA = (user, deadline) -> Secret.of(ChatServer.TOKEN);

    @AfterAll
    static void endThreads() {
        THREADS.shutdownNow();
    }

    private static List<String> allEvents() {
        List<String> events = new ArrayList<>(
                GoldenPaths.AGENT_EVENTS.stream().map(ChatServer::event).toList());
        events.add("{\"type\":\"answer\",\"text\":\"42\"}");
        return events;
    }

    private static GoldenPathBuilder journey(ChatServer server) {
        return GoldenPaths.agentChat("golden.ask", server.uri(), CLIENT, ANA, "what is it?", SOON);
    }

    private static CheckOutcome run(GoldenPathBuilder path) throws InterruptedException {
        return path.build().run(Deadline.after(Duration.ofSeconds(30), TimeSource.system()));
    }

    private static CheckOutcome walked(IntFunction<List<String>> answers, Duration within)
            throws IOException, InterruptedException {
        try (ChatServer server = new ChatServer(answers)) {
            CheckOutcome outcome = run(GoldenPaths.agentChat("golden.ask", server.uri(), CLIENT, ANA, "?", within));
            assertThat(outcome.toString()).doesNotContain(ChatServer.TOKEN);
            return outcome;
        }
    }

    @ParameterizedTest
    @EnumSource
    void runWhenAllEventsComeInOrderThenCompletedByEachCarrier(TokenCarrier carrier) throws Exception {
        try (ChatServer server = new ChatServer(number -> allEvents())) {
            CheckOutcome outcome = run(journey(server).carrier(carrier));

            assertThat(outcome.message()).startsWith("1 of 1 journeys completed");
            assertThat(outcome.state()).isEqualTo(CheckState.WARNING);
            assertThat(outcome.message()).contains("INSUFFICIENT_DATA", "takes 765 journeys at least");
            assertThat(outcome.hint()).get().asString().contains("set runs to as many journeys");
        }
    }

    @Test
    void runWhenEnoughJourneysCompletedThenPassedWithTheBound() throws Exception {
        try (ChatServer server = new ChatServer(number -> allEvents())) {
            CheckOutcome outcome =
                    run(journey(server).runs(40).target(0.9, true).sideBySide(THREADS, 8));

            assertThat(outcome.state()).as(outcome.message()).isEqualTo(CheckState.PASSED);
            assertThat(outcome.measurements())
                    .contains(
                            new Measurement.Rate("golden-path.completion", 40, 40),
                            new Measurement.Rate("websocket.success", 40, 40));
            assertThat(server.connections()).isEqualTo(40);
        }
    }

    @Test
    void runWhenTooManyJourneysFailThenFailedAndTheFirstFailureIsTold() throws Exception {
        try (ChatServer server = new ChatServer(
                number -> number % 2 == 0 ? allEvents() : List.of(ChatServer.event("agent_started"), "?"))) {
            CheckOutcome outcome = run(journey(server).runs(6).target(0.995, false));

            assertThat(outcome.state()).isEqualTo(CheckState.FAILED);
            assertThat(outcome.message())
                    .startsWith("3 of 6 journeys completed")
                    .contains("first failure at agent_thinking: expected \"/type\" = \"agent_thinking\" within 5.0 s;"
                            + " came the message ?");
            assertThat(outcome.details()).containsEntry("failed at agent_thinking", "3");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void runWhenTheCallersDeadlineCutsAJourneyOffThenItIsNoFailure(boolean sideBySide) throws Exception {
        try (ChatServer server = new ChatServer(number -> number <= 3 ? allEvents() : List.of())) {
            GoldenPathBuilder path = journey(server).runs(4);
            GoldenPathBuilder set = sideBySide ? path.sideBySide(THREADS, 1) : path;
            CheckOutcome outcome = set.build().run(Deadline.after(Duration.ofSeconds(3), TimeSource.system()));

            assertThat(outcome.message())
                    .startsWith("3 of 3 journeys completed")
                    .contains("only 3 of 4 ended in time");
            assertThat(outcome.state()).isEqualTo(CheckState.WARNING);
            assertThat(outcome.measurements()).contains(new Measurement.Rate("golden-path.completion", 3, 3));
        }
    }

    @Test
    void runWhenTheLoginHangsBeyondTheCallersDeadlineThenUnknown() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (ChatServer server = new ChatServer(number -> allEvents())) {
            Login hung = (user, deadline) -> {
                never.await();
                return Secret.of(ChatServer.TOKEN);
            };
            CheckOutcome outcome = GoldenPaths.agentChat("golden.ask", server.uri(), CLIENT, hung, "?", SOON)
                    .sideBySide(THREADS, 1)
                    .build()
                    .run(Deadline.after(NEVER, TimeSource.system()));

            assertThat(outcome.state()).isEqualTo(CheckState.UNKNOWN);
            assertThat(outcome.measurements()).contains(new Measurement.Rate("golden-path.completion", 0, 0));
        }
    }

    /** Where a host's function fails and tells a token that is longer than what is shown of an exception. */
    enum TokenQuoted {
        ANSWER,
        MATCHER,
        IGNORED,
        LATER;

        static final String TOKEN =
                IntStream.range(0, 100).mapToObj(i -> "tok" + (1_000 + i * i)).collect(Collectors.joining("-"));

        private static final EventMatcher FAILS = Events.named("a broken one", text -> {
            throw failure();
        });

        private static IllegalStateException failure() {
            return new IllegalStateException("cannot read " + TOKEN);
        }

        GoldenPathBuilder in(GoldenPathBuilder path) {
            GoldenPathBuilder hello = path.expect("hello", SOON, Events.text(this == LATER ? "other" : "hello"));
            return switch (this) {
                case ANSWER ->
                    hello.answer("again", received -> {
                        throw failure();
                    });
                case MATCHER -> path.send("again", "?").expect("next", SOON, FAILS);
                case IGNORED -> hello.ignore(FAILS);
                case LATER -> hello.expect("next", SOON, FAILS);
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void runWhenTheHostsFunctionQuotesALongTokenThenNoPartOfItIsShown(TokenQuoted where) throws Exception {
        String token = TokenQuoted.TOKEN;
        try (ChatServer server = new ChatServer(number -> List.of("hello"), token)) {
            CheckOutcome outcome = run(where.in(
                    GoldenPath.builder("golden.ask", server.uri(), CLIENT, (user, deadline) -> Secret.of(token))
                            .send("ask", "?")));

            assertThat(outcome.state()).isEqualTo(CheckState.FAILED);
            assertThat(outcome.message()).contains("cannot read [redacted]");
            String all = outcome.toString();
            for (int i = 0; i + 20 <= token.length(); i++) {
                assertThat(all).doesNotContain(token.substring(i, i + 20));
            }
        }
    }

    @Test
    void runWhenAnEventDoesNotComeThenSaysWhichOneWasWaitedForAndHowLong() throws Exception {
        CheckOutcome outcome = walked(number -> List.of(), NEVER);

        assertThat(outcome.message())
                .contains("first failure at agent_started: expected \"/type\" = \"agent_started\" within 200 ms;"
                        + " came nothing");
    }

    @Test
    void runWhenTargetIsRequiredAndJourneysAreFewThenUnknown() throws Exception {
        try (ChatServer server = new ChatServer(number -> allEvents())) {
            assertThat(run(journey(server).target(0.995, true)).state()).isEqualTo(CheckState.UNKNOWN);
        }
    }

    @Test
    void runWhenEventsComeInAnotherOrderThenSaysWhichOneCame() throws Exception {
        CheckOutcome outcome =
                walked(number -> List.of(ChatServer.event("agent_started"), ChatServer.event("tool_executing")), SOON);

        assertThat(outcome.state()).isEqualTo(CheckState.FAILED);
        assertThat(outcome.message())
                .contains("came the message {\"type\":\"tool_executing\"}, which belongs to the step tool_executing");
    }

    @Test
    void runWhenAnEventComesTwiceThenSaysSo() throws Exception {
        CheckOutcome outcome =
                walked(number -> List.of(ChatServer.event("agent_started"), ChatServer.event("agent_started")), SOON);

        assertThat(outcome.message()).contains("which belongs to the step agent_started and came before");
    }

    @Test
    void runWhenTheServerClosesThenTellsCodeAndReasonWithoutTheToken() throws Exception {
        CheckOutcome outcome = walked(number -> List.of("close"), SOON);

        assertThat(outcome.state()).isEqualTo(CheckState.FAILED);
        assertThat(outcome.message()).contains("a close with code 4401 (the token expired [redacted])");
    }

    @Test
    void runWhenTheServerSendsBackTheTokenThenItIsNotShown() throws Exception {
        CheckOutcome outcome = walked(number -> List.of("you are " + ChatServer.TOKEN), SOON);

        assertThat(outcome.message()).contains("came the message you are [redacted]");
    }

    @Test
    void runWhenTheHandshakeIsRefusedThenTellsTheStatus() throws Exception {
        try (ChatServer server = new ChatServer(number -> allEvents())) {
            CheckOutcome outcome = run(GoldenPaths.agentChat(
                    "golden.ask", server.uri(), CLIENT, (user, deadline) -> Secret.of("wrong"), "?", SOON));

            assertThat(outcome.state()).isEqualTo(CheckState.FAILED);
            assertThat(outcome.message()).contains("first failure at connect", "came status 401");
            assertThat(outcome.measurements()).contains(new Measurement.Rate("websocket.success", 0, 1));
        }
    }

    @Test
    void runWhenTheLoginFailsThenNoConnectionIsCounted() throws Exception {
        try (ChatServer server = new ChatServer(number -> allEvents())) {
            CheckOutcome outcome = run(GoldenPaths.agentChat(
                    "golden.ask",
                    server.uri(),
                    CLIENT,
                    (user, deadline) -> {
                        throw new IOException("password=hunter2 refused");
                    },
                    "?",
                    SOON));

            assertThat(outcome.message()).contains("first failure at login").doesNotContain("hunter2");
            assertThat(outcome.measurements()).contains(new Measurement.Rate("websocket.success", 0, 0));
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void runWhenTheServerDoesNotAnswerTheCloseThenFailsThere() throws Exception {
        try (ChatServer server = new ChatServer(number -> allEvents()).withoutAnswerToClose()) {
            CheckOutcome outcome = run(journey(server).within(SOON, SOON, NEVER));

            assertThat(outcome.message()).contains("first failure at close");
        }
    }

    @Test
    void runWhenTheServerCutsTheConnectionInsteadOfAnsweringTheCloseThenFailsThere() throws Exception {
        try (ChatServer server = new ChatServer(number -> allEvents()).cuttingAtClose()) {
            CheckOutcome outcome = run(journey(server));

            assertThat(outcome.message())
                    .contains("first failure at close: expected the close to be answered", "; came ");
        }
    }

    @Test
    void runWhenAnswerRestsOnAnEventThenItIsSentAndHeartbeatsAreIgnored() throws Exception {
        try (ChatServer server = new ChatServer(number -> List.of("beat", "echo $question"))) {
            CheckOutcome outcome = run(GoldenPath.builder("golden.echo", server.uri(), CLIENT, ANA)
                    .ignore(Events.text("beat"))
                    .send("hello", "one")
                    .expect("first", SOON, Events.text("echo one"))
                    .answer("again", received -> received.get("first").toUpperCase(Locale.ROOT))
                    .expect("second", SOON, Events.containing("ECHO ONE")));

            assertThat(outcome.message()).startsWith("1 of 1 journeys completed");
        }
    }

    /** Without those of the test's pool and of the server. */
    private static List<Thread> oursIn(ThreadCensus before) {
        return before.added().stream()
                .filter(thread -> !thread.getName().startsWith("handclasp-golden-test")
                        && !thread.getName().contains("MockWebServer")
                        && !thread.getName().contains("OkHttp")
                        && !thread.getName().contains("127.0.0.1"))
                .toList();
    }

    @Test
    void runWhenEndedThenNoThreadIsLeft() throws Exception {
        try (ChatServer server = new ChatServer(number -> allEvents())) {
            run(journey(server)); // the client's own threads and the server's come with the first connection
            ThreadCensus before = ThreadCensus.take();
            run(journey(server).runs(10));
            // A thread of the client's own may just be on its way out.
            Deadline limit = Deadline.after(Duration.ofSeconds(20), TimeSource.system());
            List<Thread> ours = oursIn(before);
            while (!ours.isEmpty() && !limit.isExpired()) {
                TimeUnit.NANOSECONDS.timedJoin(ours.get(0), limit.remainingNanos());
                ours = oursIn(before);
            }
            assertThat(ours).isEmpty();
        }
    }

    @Test
    void checksWhenUsedAsASourceThenOneOfTheGoldenPathPhase() {
        GoldenPath path = GoldenPaths.agentChat(
                        "golden.ask", URI.create("wss://chat.example/ws"), CLIENT, ANA, "?", SOON)
                .build();

        assertThat(path.checks())
                .singleElement()
                .satisfies(check -> assertThat(check.phase()).isEqualTo(ValidationPhase.GOLDEN_PATH));
    }

    @Test
    void buildWhenSettingsAreWrongThenSaysWhatIsAccepted() {
        GoldenPathBuilder path = GoldenPath.builder("golden.ask", URI.create("wss://chat.example/ws"), CLIENT, ANA);

        assertThatIllegalStateException().isThrownBy(path::build).withMessageContaining("must be at least one expect");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GoldenPath.builder("x", URI.create("https://chat.example"), CLIENT, ANA))
                .withMessage(
                        "uri was https://chat.example, must be a wss or ws address with a host and without user info");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> path.send("a", "1").send("a", "2"))
                .withMessageContaining("two steps have the name a");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Events.json("type", "x"))
                .withMessageContaining("must be a JSON pointer");
    }
}
