package io.handclasp.examples.soak;

import io.handclasp.core.Settings;
import java.time.Duration;

/**
 * What is asked of a soak.
 *
 * @param time how long it runs
 * @param round how long the load of one round lasts
 * @param users how many come at once
 * @param seed what is random goes by it
 * @param pace how long the auth service is well, and how long not
 */
record SoakSettings(Duration time, Duration round, int users, long seed, MoodSwings.Pace pace) {
    SoakSettings {
        Settings.requireWithin("time", time, Duration.ofSeconds(1), Duration.ofDays(7));
        Settings.requireWithin("round", round, Duration.ofSeconds(1), Duration.ofHours(1));
        Settings.requireRange("users", users, 1, 1_000);
    }

    /** Half an hour. */
    static SoakSettings standard() {
        return new SoakSettings(
                Duration.ofMinutes(30), Duration.ofSeconds(30), 60, 20_261_126, MoodSwings.Pace.standard());
    }

    SoakSettings withTime(Duration time) {
        return new SoakSettings(time, round, users, seed, pace);
    }

    SoakSettings withRound(Duration round) {
        return new SoakSettings(time, round, users, seed, pace);
    }

    SoakSettings withUsers(int users) {
        return new SoakSettings(time, round, users, seed, pace);
    }

    SoakSettings withSeed(long seed) {
        return new SoakSettings(time, round, users, seed, pace);
    }

    SoakSettings withPace(MoodSwings.Pace pace) {
        return new SoakSettings(time, round, users, seed, pace);
    }
}
