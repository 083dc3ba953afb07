package io.handclasp.validator;

import io.handclasp.core.Redaction;
import io.handclasp.core.Status;
import io.handclasp.core.time.Deadline;
import io.handclasp.validator.model.Check;
import io.handclasp.validator.model.CheckDefinition;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.CheckResult;
import io.handclasp.validator.model.SteppedCheck;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One check of one run: queued, at work, settled. It is settled by its answer or by being given up, whichever comes first; the other
 * one is dropped. One that mends what it broke is settled a little later, with its steps. All fields that change are guarded by the
 * lock of the run.
 */
final class CheckInRun implements Runnable {
    private enum Stage {
        QUEUED,
        AT_WORK,
        /** Given up and interrupted, and waited for until it has mended what it broke. */
        MENDING,
        SETTLED
    }

    private final CheckDefinition definition;
    private final Check body;
    private final Deadline phaseDeadline;
    private final RunState run;
    private Stage stage = Stage.QUEUED;
    private @Nullable Thread thread;
    private boolean interruptedHere;
    private long mendedByNanos;
    private @Nullable CheckOutcome givenUp;
    private final StepsSoFar steps = new StepsSoFar();
    private Deadline deadline;
    private long startNanos;
    private Optional<Duration> startedAfter = Optional.empty();
    private @Nullable CheckResult result;

    CheckInRun(CheckDefinition definition, Check body, Deadline phaseDeadline, RunState run) {
        this.definition = definition;
        this.body = body;
        this.phaseDeadline = phaseDeadline;
        this.deadline = phaseDeadline;
        this.run = run;
    }

    CheckDefinition definition() {
        return definition;
    }

    /** With the lock held: the result; null while there is none. */
    @Nullable
    CheckResult result() {
        return result;
    }

    /** With the lock held. */
    boolean isAtWork() {
        return stage == Stage.AT_WORK || stage == Stage.MENDING;
    }

    /** With the lock held, while at work. */
    long deadlineNanos() {
        return stage == Stage.MENDING ? mendedByNanos : deadline.nanos();
    }

    @Override
    public void run() {
        if (!begin()) {
            return;
        }
        run.deliver();
        CheckOutcome answer = CheckOutcome.unknown("the check ended without an answer");
        try {
            answer = ask();
        } finally {
            end(answer);
        }
    }

    private boolean begin() {
        run.lock().lock();
        try {
            if (stage != Stage.QUEUED) {
                return false;
            }
            stage = Stage.AT_WORK;
            thread = Thread.currentThread();
            startNanos = run.nanoTime();
            startedAfter = Optional.of(run.sinceStart(startNanos));
            deadline = phaseDeadline.sooner(definition.deadline());
            run.tell(listener -> listener.checkStarted(definition));
            // The deadline of this check may come before the next planned wake-up.
            run.wakeBy(deadline.nanos());
            return true;
        } finally {
            run.lock().unlock();
        }
    }

    private CheckOutcome ask() {
        try {
            CheckOutcome answer = body instanceof SteppedCheck stepped
                    ? stepped.run(deadline, told -> steps.tell(told, run.lock()))
                    : body.run(deadline);
            return answer == null ? CheckOutcome.unknown("the check broke: it returned null") : answer;
        } catch (InterruptedException e) {
            keepForeignInterrupt();
            return CheckOutcome.broken(e);
        } catch (AssertionError judgement) {
            return CheckOutcome.failed(Redaction.describe(judgement));
        } catch (VirtualMachineError e) {
            if (!(e instanceof StackOverflowError) && !run.isCaller()) {
                // Somebody must hear of it beside the report: as with the runner of core, the thread's owner does.
                end(CheckOutcome.broken(e));
                throw e;
            }
            return CheckOutcome.broken(e);
        } catch (Throwable e) {
            return CheckOutcome.broken(e);
        }
    }

    /** An interrupt that this run did not send is meant for the owner of the thread. */
    private void keepForeignInterrupt() {
        run.lock().lock();
        try {
            if (!interruptedHere) {
                Thread.currentThread().interrupt();
            }
        } finally {
            run.lock().unlock();
        }
    }

    private void end(CheckOutcome answer) {
        run.lock().lock();
        try {
            thread = null;
            if (interruptedHere) {
                // The flag was meant for this check; what the thread does next must not find it.
                boolean ignored = Thread.interrupted();
                interruptedHere = false;
            }
            answer.drill().ifPresent(steps::keep);
            boolean late = deadline.isExpired() && answer.status().ran() && answer.status() != Status.FAIL;
            settle(givenUp != null ? givenUp : late ? timedOut() : answer);
        } finally {
            run.lock().unlock();
        }
    }

    /** With the lock held: settles what is over its deadline. */
    void giveUpIfOverdue(long nowNanos) {
        if (stage == Stage.AT_WORK && deadline.nanos() - nowNanos <= 0) {
            giveUp(timedOut());
        } else if (stage == Stage.MENDING && givenUp != null && mendedByNanos - nowNanos <= 0) {
            settle(StepsSoFar.stillAtWork(givenUp));
        }
    }

    /** With the lock held: settles it whatever it does. */
    void giveUp(CheckOutcome ifAtWork, String ifNotStarted) {
        if (stage == Stage.AT_WORK) {
            giveUp(ifAtWork);
        } else if (stage == Stage.QUEUED) {
            drop(CheckOutcome.notRun(ifNotStarted));
        }
    }

    /** With the lock held: settles what was not started. */
    void drop(CheckOutcome outcome) {
        if (stage == Stage.QUEUED) {
            settle(outcome);
        }
    }

    private void giveUp(CheckOutcome outcome) {
        if (body instanceof SteppedCheck && definition.interruptOnTimeout()) {
            stage = Stage.MENDING;
            givenUp = outcome;
            mendedByNanos = run.nanoTime() + SteppedCheck.PATIENCE.toNanos();
            run.wakeBy(mendedByNanos);
        } else {
            settle(outcome);
        }
        if (thread != null && definition.interruptOnTimeout()) {
            interruptedHere = true;
            thread.interrupt();
        }
    }

    private CheckOutcome timedOut() {
        return CheckOutcome.timedOut("no answer within " + shown(Duration.ofNanos(deadline.nanos() - startNanos)));
    }

    private static String shown(Duration duration) {
        long millis = duration.toMillis();
        boolean wholeSeconds = millis >= 1_000 && millis % 1_000 == 0;
        return wholeSeconds ? millis / 1_000 + " s" : millis + " ms";
    }

    private void settle(CheckOutcome outcome) {
        if (stage == Stage.SETTLED) {
            return;
        }
        Duration took =
                stage != Stage.QUEUED ? Duration.ofNanos(Math.max(0, run.nanoTime() - startNanos)) : Duration.ZERO;
        // Settled only with a result: whoever waits for one would wait for ever.
        CheckResult settled = resultOf(outcome, took);
        result = settled;
        stage = Stage.SETTLED;
        run.tell(listener -> listener.checkFinished(settled));
        run.wakeCaller();
    }

    private CheckResult resultOf(CheckOutcome outcome, Duration took) {
        try {
            return CheckResult.of(definition, steps.in(outcome), startedAfter, took);
        } catch (RuntimeException refused) {
            return CheckResult.of(definition, CheckOutcome.broken(refused), startedAfter, took);
        }
    }
}
