package io.handclasp.drift.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.handclasp.core.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FindingLivesTests {
    private static FindingLife only(DriftRun... runs) {
        List<FindingLife> lives = FindingLives.of(List.of(runs));
        assertThat(lives).hasSize(1);
        return lives.get(0);
    }

    @Test
    void ofWhenInTheNewestRunOnlyThenFirstSeen() {
        FindingLife life = only(Runs.run("chat", 1), Runs.run("chat", 2, "a"));

        assertThat(life.phase()).isEqualTo(LifePhase.FIRST_SEEN);
        assertThat(life.firstSeen()).isEqualTo(Runs.run("chat", 2).at());
        assertThat(life.resolvedAt()).isEmpty();
    }

    @Test
    void ofWhenInAnEarlierRunTooThenRecurring() {
        FindingLife life = only(Runs.run("chat", 3, "a"), Runs.run("chat", 1, "a"), Runs.run("chat", 2));

        assertThat(life.phase()).isEqualTo(LifePhase.RECURRING);
        assertThat(life.seen()).isEqualTo(2);
        assertThat(life.changes()).isEqualTo(2);
        assertThat(life.firstSeen()).isEqualTo(Runs.run("chat", 1).at());
        assertThat(life.lastSeen()).isEqualTo(Runs.run("chat", 3).at());
    }

    @Test
    void ofWhenNotInTheNewestCompleteRunThenResolvedThere() {
        FindingLife life = only(Runs.run("chat", 1, "a"), Runs.run("chat", 2), Runs.run("chat", 3));

        assertThat(life.phase()).isEqualTo(LifePhase.RESOLVED);
        assertThat(life.present()).isFalse();
        assertThat(life.resolvedAt()).isEqualTo(Optional.of(Runs.run("chat", 2).at()));
    }

    @Test
    void ofWhenRunsCouldNotCheckThenNothingIsResolved() {
        DriftRun unknown = Runs.run("chat", 2, Status.UNKNOWN, List.of());
        DriftRun partly = Runs.run(
                "chat", 3, Status.FAIL, List.of(Runs.finding("b", "MODIFIED"), Runs.finding("c", "NOT_CHECKED")));

        List<FindingLife> lives = FindingLives.of(List.of(Runs.run("chat", 1, "a"), unknown, partly));

        assertThat(lives).extracting(life -> life.latest().fingerprint()).containsExactly("a", "b");
        assertThat(lives).extracting(FindingLife::phase).containsOnly(LifePhase.FIRST_SEEN);
        assertThat(lives).extracting(FindingLife::present).containsOnly(true);
    }

    @Test
    void ofWhenIgnoredLaterThenNotResolved() {
        FindingLife life =
                only(Runs.run("chat", 1, "a"), Runs.run("chat", 2, Status.PASS, List.of(Runs.finding("a", "IGNORED"))));

        assertThat(life.phase()).isEqualTo(LifePhase.RECURRING);
        assertThat(life.latest().status()).isEqualTo("IGNORED");
    }

    @Test
    void ofWhenItComesAndGoesFourTimesInTenRunsThenFlapping() {
        List<DriftRun> runs = new ArrayList<>();
        for (int minute = 0; minute < 5; minute++) {
            runs.add(minute % 2 == 0 ? Runs.run("chat", minute) : Runs.run("chat", minute, "a"));
        }

        assertThat(FindingLives.of(runs)).extracting(FindingLife::phase).containsExactly(LifePhase.FLAPPING);

        // Ten quiet runs later it does not flap any more.
        for (int minute = 5; minute < 14; minute++) {
            runs.add(Runs.run("chat", minute));
        }
        assertThat(FindingLives.of(runs)).extracting(FindingLife::phase).containsExactly(LifePhase.RESOLVED);
    }

    @Test
    void ofWhenTargetsDifferThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FindingLives.of(List.of(Runs.run("a", 1), Runs.run("b", 1))))
                .withMessage("runs were of the targets [a, b], must be of one");
        assertThat(FindingLives.of(List.of())).isEmpty();
    }

    @Test
    void policyWhenOutOfRangeThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FlapPolicy(5, 5))
                .withMessage("changes was 5, must be between 2 and 4, since window was 5");
        assertThatIllegalArgumentException().isThrownBy(() -> new FlapPolicy(2, 2));
    }

    /** Told again, run by run, from the whole list. */
    @Property
    void ofWhenAnySeriesThenAsToldByLookingAtItsEnds(@ForAll List<Boolean> there) {
        List<DriftRun> runs = new ArrayList<>();
        for (boolean each : there) {
            runs.add(each ? Runs.run("chat", runs.size(), "a") : Runs.run("chat", runs.size()));
        }
        int n = there.size();
        long seen = there.stream().filter(each -> each).count();
        int changes = 0;
        for (int i = n - 1; i > 0 && i > n - 10; i--) {
            changes += there.get(i).equals(there.get(i - 1)) ? 0 : 1;
        }

        List<FindingLife> lives = FindingLives.of(runs);

        if (seen == 0) {
            assertThat(lives).isEmpty();
            return;
        }
        boolean now = there.get(n - 1);
        LifePhase calm = now ? (seen == 1 ? LifePhase.FIRST_SEEN : LifePhase.RECURRING) : LifePhase.RESOLVED;
        assertThat(lives).hasSize(1);
        assertThat(lives.get(0).phase()).isEqualTo(changes >= 4 ? LifePhase.FLAPPING : calm);
        assertThat(lives.get(0).changes()).isEqualTo(changes);
        assertThat(lives.get(0).seen()).isEqualTo((int) seen);
        assertThat(lives.get(0).resolvedAt().isPresent()).isEqualTo(!now);
    }
}
