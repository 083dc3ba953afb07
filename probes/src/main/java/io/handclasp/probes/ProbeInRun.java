package io.handclasp.probes;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One probe on its way through one run. Guarded by the lock of the runner. */
final class ProbeInRun {
    static final String INTERRUPTED = "the run was interrupted before the answer was there";

    private static final String NO_THREAD_HINT =
            "The executor has no thread left or the run's deadline is too short: docs/health.md, \"Not started\"";
    private static final String STILL_RUNNING_HINT =
            "It hangs and keeps a thread of the executor; it is not started again: docs/health.md, \"No answer in time\"";

    private final ProbeDefinition definition;
    private final ProbeRun run;
    private @Nullable ProbeStart start;
    private boolean shared;

    ProbeInRun(ProbeDefinition definition, ProbeRun run) {
        this.definition = definition;
        this.run = run;
    }

    String id() {
        return definition.id();
    }

    @Nullable
    ProbeStart start() {
        return start;
    }

    /** The result, if there is one now; what is to be handed to the executor is added to the list. */
    Optional<ProbeResult> advance(long nowNanos, List<ProbeStart> fresh) {
        boolean runIsOver = run.whole().nanos() - nowNanos <= 0;
        ProbeStart joined = start;
        if (joined != null) {
            return follow(joined, nowNanos, runIsOver);
        }
        Optional<String> blocker = blocker();
        if (blocker.isPresent()) {
            return Optional.of(notStarted(ProbeOutcome.blocked(blocker.get()), Ending.BLOCKED));
        }
        if (runIsOver) {
            return Optional.of(tooLate());
        }
        return dependenciesAreSettled() ? begin(nowNanos, fresh) : Optional.empty();
    }

    private Optional<ProbeResult> begin(long nowNanos, List<ProbeStart> fresh) {
        ProbeStart present = run.running().of(id());
        if (present != null && present.isOverdue(nowNanos)) {
            return Optional.of(stillRunning(present, present.elapsed(nowNanos)));
        }
        ProbeStart joined = present;
        if (joined == null) {
            joined = run.running().create(definition);
            fresh.add(joined);
        }
        shared = joined.isOwned();
        joined.addWaiting(run);
        run.joined();
        start = joined;
        return Optional.empty();
    }

    private Optional<ProbeResult> follow(ProbeStart joined, long nowNanos, boolean runIsOver) {
        ProbeStart.Answer answer = joined.answer();
        if (answer != null) {
            return Optional.of(result(answer, joined.startedAt()));
        }
        if (joined.isAtWork() && (runIsOver || joined.deadlineNanos() - nowNanos <= 0)) {
            leave(joined);
            return Optional.of(result(ProbeStart.tooLate(joined.elapsed(nowNanos)), joined.startedAt()));
        }
        if (runIsOver) {
            leave(joined);
            return Optional.of(tooLate());
        }
        return Optional.empty();
    }

    /** The result when the run ends at once. */
    ProbeResult cancel(long nowNanos) {
        ProbeOutcome outcome = ProbeOutcome.unknown(INTERRUPTED);
        ProbeStart joined = start;
        if (joined == null) {
            return notStarted(outcome, Ending.CANCELLED);
        }
        ProbeStart.Answer answer = joined.answer();
        if (answer != null && answer.ending() != Ending.NOT_STARTED) {
            return result(answer, joined.startedAt());
        }
        boolean atWork = joined.isAtWork();
        Duration took = atWork ? joined.elapsed(nowNanos) : Duration.ZERO;
        if (answer == null) {
            leave(joined);
        }
        return result(new ProbeStart.Answer(outcome, Ending.CANCELLED, took), joined.startedAt());
    }

    private void leave(ProbeStart joined) {
        joined.removeWaiting(run);
        run.left();
    }

    /** The probe that stands in the way: of a chain, the one at which it broke. */
    private Optional<String> blocker() {
        for (String id : definition.dependsOn()) {
            ProbeResult dependency = run.resultOf(id);
            if (dependency != null && standsInTheWay(dependency.state())) {
                return Optional.of(dependency.outcome().blockedBy().orElse(id));
            }
        }
        return Optional.empty();
    }

    private static boolean standsInTheWay(ProbeState state) {
        return switch (state) {
            case DOWN, UNKNOWN, BLOCKED -> true;
            // What was left out on purpose did not fail; the dependent probe finds out for itself.
            case UP, WARN, SKIPPED -> false;
        };
    }

    private boolean dependenciesAreSettled() {
        return definition.dependsOn().stream().allMatch(id -> run.resultOf(id) != null);
    }

    private ProbeResult stillRunning(ProbeStart present, Duration elapsed) {
        String since = present.startedAt().map(Instant::toString).orElse("an unknown time");
        ProbeOutcome outcome = ProbeOutcome.unknown("still running since " + since + ", not started again")
                .withHint(STILL_RUNNING_HINT);
        return result(new ProbeStart.Answer(outcome, Ending.STILL_RUNNING, elapsed), present.startedAt());
    }

    private ProbeResult tooLate() {
        return notStarted(ProbeOutcome.unknown(ProbeRun.TOO_LATE).withHint(NO_THREAD_HINT), Ending.NOT_STARTED);
    }

    private ProbeResult notStarted(ProbeOutcome outcome, Ending ending) {
        return result(new ProbeStart.Answer(outcome, ending, Duration.ZERO), Optional.empty());
    }

    private ProbeResult result(ProbeStart.Answer answer, Optional<Instant> startedAt) {
        return new ProbeResult(
                id(),
                definition.kind(),
                definition.criticality(),
                hinted(answer.outcome()),
                answer.ending(),
                startedAt,
                answer.took(),
                shared);
    }

    private ProbeOutcome hinted(ProbeOutcome outcome) {
        boolean wantsHint =
                outcome.hint().isEmpty() && outcome.state() != ProbeState.UP && outcome.state() != ProbeState.SKIPPED;
        return wantsHint ? definition.hint().map(outcome::withHint).orElse(outcome) : outcome;
    }
}
