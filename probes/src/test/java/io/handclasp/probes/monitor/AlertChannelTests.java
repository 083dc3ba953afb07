package io.handclasp.probes.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.probes.monitor.AlertChannel.Notice;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class AlertChannelTests {
    private static final long COOLDOWN = 100;

    private final AlertChannel channel = new AlertChannel(COOLDOWN);

    record Step(int severity, boolean muted, int passed) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of(false, false, false, true),
                        Arbitraries.integers().between(0, 60))
                .as(Step::new)
                .list()
                .ofMaxSize(80);
    }

    @Test
    void updateWhenBriefRecoveryThenCooldownNotReset() {
        assertThat(channel.update(1, false, 0)).contains(new Notice.Raise(false, 0));
        assertThat(channel.update(0, false, 10)).contains(new Notice.Recover());
        assertThat(channel.update(1, false, 20)).isEmpty();
        assertThat(channel.update(0, false, 30)).as("nobody was told of it").isEmpty();
        assertThat(channel.update(1, false, 99)).isEmpty();
        assertThat(channel.update(1, false, 100)).contains(new Notice.Raise(false, 2));
    }

    @Test
    void updateWhenItLastsThenRepeatedAfterEachCooldown() {
        assertThat(channel.update(1, false, 0)).contains(new Notice.Raise(false, 0));
        assertThat(channel.update(1, false, 99)).isEmpty();
        assertThat(channel.update(1, false, 100)).contains(new Notice.Raise(true, 0));
    }

    @Test
    void updateWhenItGetsWorseThenToldAtOnce() {
        assertThat(channel.update(1, false, 0)).isPresent();
        assertThat(channel.update(2, false, 1)).contains(new Notice.Raise(true, 0));
        assertThat(channel.update(1, false, 2)).isEmpty();
        assertThat(channel.update(2, false, 3)).isEmpty();
    }

    @Test
    void updateWhenMutedThenNothingRaisedButTheEndIsTold() {
        assertThat(channel.update(1, true, 0)).isEmpty();
        assertThat(channel.update(1, false, 1)).contains(new Notice.Raise(false, 1));
        assertThat(channel.update(0, true, 2)).contains(new Notice.Recover());
    }

    @Property
    void updateWhenAnySequenceThenCooldownKeptAndEveryAlertEndsOnce(@ForAll("steps") List<Step> steps) {
        AlertChannel any = new AlertChannel(COOLDOWN);
        long now = 0;
        long lastToldNanos = Long.MIN_VALUE / 2;
        int lastSeverity = 0;
        boolean open = false;
        for (Step step : steps) {
            now += step.passed();
            Optional<Notice> notice = any.update(step.severity(), step.muted(), now);
            if (notice.orElse(null) instanceof Notice.Raise raise) {
                assertThat(step.severity()).isPositive();
                assertThat(step.muted()).isFalse();
                assertThat(raise.repeated()).isEqualTo(open);
                assertThat(now - lastToldNanos >= COOLDOWN || step.severity() > lastSeverity)
                        .isTrue();
                lastToldNanos = now;
                lastSeverity = step.severity();
                open = true;
            } else if (notice.isPresent()) {
                assertThat(step.severity()).isZero();
                assertThat(open).isTrue();
                open = false;
            }
            // What lasts is told at the latest when the cooldown is over.
            if (step.severity() > 0 && !step.muted() && now - lastToldNanos >= COOLDOWN) {
                assertThat(notice).isPresent();
            }
            assertThat(open && step.severity() == 0).isFalse();
        }
    }
}
