package io.handclasp.validator.drill;

import io.handclasp.core.Secret;
import io.handclasp.core.time.Deadline;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.WebSocketAuthenticator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks whether the host keeps its promises to known users, to new ones, and to those with bad tokens. */
final class PromiseKeeping {
    private final AuthStage stage;
    private final WebSocketAuthenticator host;

    PromiseKeeping(AuthStage stage, WebSocketAuthenticator host) {
        this.stage = stage;
        this.host = host;
    }

    /** Nobody can judge: what the degradation promises, and nothing else. */
    Sighting whileDown(Deadline deadline) throws Exception {
        List<Played> returning = stage.play(host, stage.known(), deadline);
        List<Played> newcomers =
                stage.play(host, stage.newcomers(stage.settings().users(), deadline), deadline);
        Optional<Sighting> broken = never(returning, newcomers, deadline).or(() -> switch (stage.settings()
                .degradation()) {
            case FAIL_CLOSED ->
                unless("a user was admitted without a verdict", returning, played -> !played.degraded())
                        .or(() -> unless("a new user was not told to come back", newcomers, Played::unavailable));
            case REUSE_VERDICT ->
                unless("a known user did not come back in", returning, Played::admitted)
                        .or(() -> unless("a new user was not told to come back", newcomers, Played::unavailable));
            case VERIFY_LOCALLY ->
                unless("a known user did not come back in", returning, Played::admitted)
                        .or(() -> unless("a new user was not admitted", newcomers, Played::admitted));
        });
        return broken.orElseGet(() -> Sighting.asExpected(summary(returning, newcomers)));
    }

    /** The judge answers all the same, or late: at least a share of the new users, who come all at once, is admitted. */
    Sighting whileTroubled(double admittedAtLeast, int number, Deadline deadline) throws Exception {
        List<Played> returning = stage.play(host, stage.known(), deadline);
        return troubled(
                admittedAtLeast, returning, stage.play(host, stage.newcomers(number, deadline), deadline), deadline);
    }

    /** The judge comes and goes: the same for users who come one after another, so that what each meets is no matter of luck. */
    Sighting whileFlapping(double admittedAtLeast, int number, Deadline deadline) throws Exception {
        List<Played> returning = stage.play(host, stage.known(), deadline);
        List<Played> newcomers = new ArrayList<>();
        for (Secret token : stage.newcomers(number, deadline)) {
            newcomers.addAll(stage.play(host, List.of(token), deadline));
        }
        return troubled(admittedAtLeast, returning, newcomers, deadline);
    }

    private Sighting troubled(double admittedAtLeast, List<Played> returning, List<Played> newcomers, Deadline deadline)
            throws InterruptedException {
        Optional<Sighting> broken = never(returning, newcomers, deadline);
        double share = (double) newcomers.stream().filter(Played::admitted).count() / newcomers.size();
        if (broken.isEmpty() && share < admittedAtLeast) {
            broken = Optional.of(Sighting.notAsExpected(String.format(
                    Locale.ROOT,
                    "%.0f %% of new users were admitted, promised are %.0f %%: %s",
                    share * 100,
                    admittedAtLeast * 100,
                    summary(returning, newcomers))));
        }
        return broken.orElseGet(() -> Sighting.asExpected(summary(returning, newcomers)));
    }

    /** What no trouble excuses. */
    private Optional<Sighting> never(List<Played> returning, List<Played> newcomers, Deadline deadline)
            throws InterruptedException {
        List<Played> good =
                Stream.concat(returning.stream(), newcomers.stream()).toList();
        Optional<Sighting> broken = unless(
                        "a handshake was left without an answer",
                        good,
                        played -> played.outcome().isPresent())
                .or(() -> unless(
                        "a good token was not treated as one",
                        good,
                        played -> played.admitted() || played.unavailable()));
        return broken.isPresent() ? broken : badTokens(deadline);
    }

    private Optional<Sighting> badTokens(Deadline deadline) throws InterruptedException {
        List<Secret> bad = stage.known().stream().map(Players::tampered).toList();
        return unless("a bad token was admitted", stage.play(host, bad, deadline), played -> !played.admitted());
    }

    private static Optional<Sighting> unless(String broken, List<Played> handshakes, Predicate<Played> kept) {
        return handshakes.stream()
                .filter(kept.negate())
                .findFirst()
                .map(played -> Sighting.notAsExpected(broken + ": it was " + played.shown()));
    }

    static String summary(List<Played> returning, List<Played> newcomers) {
        return "known users: " + counts(returning) + "; new users: " + counts(newcomers);
    }

    static String counts(List<Played> handshakes) {
        Map<String, Long> counts =
                handshakes.stream().collect(Collectors.groupingBy(Played::shown, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    /** Whether the outcome of a handshake says that something is wrong with the judge. */
    static boolean tells(Played played) {
        return played.degraded()
                || played.outcome()
                        .filter(outcome -> outcome instanceof AuthOutcome.Unavailable unavailable
                                && unavailable.cause().outage())
                        .isPresent();
    }
}
