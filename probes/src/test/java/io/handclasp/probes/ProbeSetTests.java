package io.handclasp.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.handclasp.core.time.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeSetTests {
    private static final Probe UP = deadline -> ProbeOutcome.up("seen");

    private static ProbeDefinition probe(String id, ProbeKind kind, String... dependsOn) {
        return ProbeDefinition.builder(id, UP).kind(kind).dependsOn(dependsOn).build();
    }

    private static ProbeDefinition ready(String id, String... dependsOn) {
        return probe(id, ProbeKind.READINESS, dependsOn);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Database", "a..b", "a b", "-a", "a:b", "a/b"})
    void buildWhenIdOutsideTheGrammarThenRefusedWithoutShowingIt(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProbeDefinition.builder(id, UP).build())
                .withMessageStartingWith("id was refused, must be lower-case words");
    }

    @Test
    void buildWhenNothingSetThenDefaults() {
        ProbeDefinition definition = ProbeDefinition.builder("auth.jwks", UP).build();

        assertThat(definition.kind()).isEqualTo(ProbeKind.READINESS);
        assertThat(definition.criticality()).isEqualTo(Criticality.CRITICAL);
        assertThat(definition.deadline()).isEqualTo(Duration.ofSeconds(2));
        assertThat(definition.dependsOn()).isEmpty();
        assertThat(definition.hint()).isEmpty();
        assertThat(definition.interruptOnTimeout()).isTrue();
    }

    @Test
    void buildWhenRemoteProbeDecidesLivenessThenRefusedWithTheReason() {
        Probe remote = new Probe() {
            @Override
            public ProbeOutcome check(Deadline deadline) {
                return ProbeOutcome.up("seen");
            }

            @Override
            public boolean isRemote() {
                return true;
            }
        };

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProbeDefinition.builder("redis", remote)
                        .kind(ProbeKind.LIVENESS)
                        .build())
                .withMessageContaining("kind of redis was LIVENESS")
                .withMessageContaining("restarting this process mends nothing elsewhere");
        assertThat(ProbeDefinition.builder("redis", remote).build().probe()).isSameAs(remote);
    }

    @Test
    void buildWhenSettingsWrongThenRefusedByName() {
        ProbeDefinition.Builder builder = ProbeDefinition.builder("a", UP);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.deadline(Duration.ofHours(1)))
                .withMessage("deadline was PT1H, must be between PT0.001S and PT1M");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.hint(" "))
                .withMessageStartingWith("hint was blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.dependsOn("a").build())
                .withMessageContaining("must not name the probe itself");
    }

    @Test
    void ofWhenIdTwiceThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProbeSet.of(ready("a"), ready("b"), ready("a")))
                .withMessageStartingWith("id was a for two probes");
    }

    @Test
    void ofWhenDependencyUnknownThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProbeSet.of(ready("a", "b")))
                .withMessage("dependsOn of a was [b], must name probes of the same set; b is not there");
    }

    @Test
    void ofWhenDependenciesGoInACircleThenRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProbeSet.of(ready("a", "c"), ready("b", "a"), ready("c", "b"), ready("d")))
                .withMessageStartingWith("dependsOn of a, b, c went in a circle");
    }

    @Test
    void ofWhenLivenessDependsOnReadinessThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProbeSet.of(probe("self", ProbeKind.LIVENESS, "redis"), ready("redis")))
                .withMessageContaining("redis is of kind READINESS and would decide whether this process is restarted");
    }

    @Test
    void ofWhenTooManyThenRefused() {
        List<ProbeDefinition> many = IntStream.rangeClosed(0, ProbeSet.MAX_PROBES)
                .mapToObj(i -> ready("p" + i))
                .toList();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProbeSet.of(many))
                .withMessageStartingWith("probes (their number) was 1001");
    }

    @Test
    void ofKindWhenDependenciesReachOtherKindsThenIncludedToTheEnd() {
        ProbeSet set = ProbeSet.of(
                probe("begun", ProbeKind.STARTUP, "schema"),
                ready("schema", "database"),
                ready("database"),
                ready("redis"));

        assertThat(set.ofKind(ProbeKind.STARTUP).definitions())
                .extracting(ProbeDefinition::id)
                .containsExactly("begun", "schema", "database");
        assertThat(set.ofKind(ProbeKind.LIVENESS).definitions()).isEmpty();
        assertThat(set.dependenciesFirst()).extracting(ProbeDefinition::id).containsSubsequence("database", "schema");
    }
}
