package io.handclasp.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.handclasp.core.Finding;
import io.handclasp.core.Status;
import java.net.ConnectException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeOutcomeTests {
    private static final String TOKEN = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJl";

    static Stream<Factory> factories() {
        return Stream.of(
                new Factory(ProbeState.UP, ProbeOutcome.up("seen")),
                new Factory(ProbeState.WARN, ProbeOutcome.warn("seen")),
                new Factory(ProbeState.DOWN, ProbeOutcome.down("seen")),
                new Factory(ProbeState.UNKNOWN, ProbeOutcome.unknown("seen")),
                new Factory(ProbeState.SKIPPED, ProbeOutcome.skipped("seen")));
    }

    record Factory(ProbeState state, ProbeOutcome outcome) {}

    @ParameterizedTest
    @MethodSource("factories")
    void factoryWhenCalledThenStateAndMessageAndNothingElse(Factory factory) {
        assertThat(factory.outcome())
                .isEqualTo(new ProbeOutcome(
                        factory.state(), "seen", Optional.empty(), Optional.empty(), Map.of(), Map.of()));
        assertThat(factory.outcome().status()).isEqualTo(factory.state().status());
    }

    @Test
    void blockedWhenProbeNamedThenNamesIt() {
        ProbeOutcome blocked = ProbeOutcome.blocked("database");

        assertThat(blocked.state()).isEqualTo(ProbeState.BLOCKED);
        assertThat(blocked.blockedBy()).contains("database");
        assertThat(blocked.message()).isEqualTo("blocked by database");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void blockedWhenProbeBlankThenRefused(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProbeOutcome.blocked(id))
                .withMessageStartingWith("blockedBy was blank");
    }

    @Test
    void brokenWhenProbeThrewThenUnknownAndNeverDown() {
        ProbeOutcome broken = ProbeOutcome.broken(new ConnectException("refused"));

        assertThat(broken.status()).isEqualTo(Status.UNKNOWN);
        assertThat(broken.message()).isEqualTo("the probe broke: ConnectException: refused");
    }

    @Test
    void brokenWhenExceptionHoldsTokenThenTokenIsNotShown() {
        assertThat(ProbeOutcome.broken(new IllegalStateException("sent " + TOKEN))
                        .toString())
                .contains("[redacted]")
                .doesNotContain(TOKEN);
    }

    @Test
    void constructorWhenTextsHoldSecretsThenScrubbed() {
        ProbeOutcome outcome = ProbeOutcome.down("no answer to " + TOKEN).withHint("try password=hunter2");

        assertThat(outcome.message()).isEqualTo("no answer to [redacted]");
        assertThat(outcome.hint()).contains("try password=[redacted]");
        assertThat(outcome.toString()).doesNotContain(TOKEN, "hunter2");
    }

    @Test
    void constructorWhenMessageIsLongThenCut() {
        assertThat(ProbeOutcome.up("x".repeat(10_000)).message()).hasSize(Finding.MAX_TEXT_LENGTH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \t"})
    void constructorWhenMessageBlankThenRefused(String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProbeOutcome.up(message))
                .withMessageStartingWith("message was blank");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BLOCKED")
    void constructorWhenNotBlockedButBlockerNamedThenRefused(ProbeState state) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new ProbeOutcome(state, "seen", Optional.empty(), Optional.of("database"), Map.of(), Map.of()))
                .withMessage(
                        "blockedBy was there and state was %s, must be there for BLOCKED and for no other state",
                        state);
    }

    @Test
    void constructorWhenBlockedByNobodyThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ProbeOutcome(
                        ProbeState.BLOCKED, "seen", Optional.empty(), Optional.empty(), Map.of(), Map.of()))
                .withMessageStartingWith("blockedBy was empty and state was BLOCKED");
    }

    @Test
    void withHintWhenBlockedThenAllElseStays() {
        assertThat(ProbeOutcome.blocked("database").withHint("start it"))
                .isEqualTo(new ProbeOutcome(
                        ProbeState.BLOCKED,
                        "blocked by database",
                        Optional.of("start it"),
                        Optional.of("database"),
                        Map.of(),
                        Map.of()));
    }

    @Test
    void toFindingWhenCalledThenSaysTheSame() {
        assertThat(ProbeOutcome.warn("slow").withHint("add memory").toFinding("probe.redis", "redis"))
                .isEqualTo(
                        Finding.of("probe.redis", Status.WARN, "redis", "slow").withHint("add memory"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n", "\u0001", "\u0085", "\u0000\u001f"})
    void constructorWhenNothingOfTheMessageCanBeShownThenRefused(String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProbeOutcome.down(message))
                .withMessageContaining("message");
    }

    @Test
    void withDetailsWhenOneHoldsASecretThenScrubbedAndBounded() {
        Map<String, String> many = new LinkedHashMap<>();
        many.put("url", "https://user:hunter2@db.example/");
        for (int i = 0; i < 2 * ProbeOutcome.MAX_DETAILS; i++) {
            many.put("address " + i, "up");
        }

        ProbeOutcome outcome = ProbeOutcome.up("seen").withDetails(many);

        assertThat(outcome.toString()).doesNotContain("hunter2");
        assertThat(outcome.details()).hasSize(ProbeOutcome.MAX_DETAILS);
    }

    @Test
    void withPhasesWhenNegativeThenRefused() {
        ProbeOutcome up = ProbeOutcome.up("seen");

        assertThat(up.withPhases(Map.of("connect", Duration.ofMillis(3))).phases())
                .containsExactly(Map.entry("connect", Duration.ofMillis(3)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> up.withPhases(Map.of("connect", Duration.ofNanos(-1))))
                .withMessage("phase connect was PT-0.000000001S, must not be negative");
    }

    @Property
    void constructorWhenMadeOfItsOwnPartsThenEqual(@ForAll @NotBlank String message) {
        Assume.that(!Finding.of("probe", Status.FAIL, "", message).message().isBlank());

        ProbeOutcome outcome = ProbeOutcome.down(message).withHint(message);

        assertThat(new ProbeOutcome(
                        outcome.state(),
                        outcome.message(),
                        outcome.hint(),
                        outcome.blockedBy(),
                        outcome.details(),
                        outcome.phases()))
                .isEqualTo(outcome);
    }
}
