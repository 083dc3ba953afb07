package io.handclasp.examples.quickstart.comparison;

import io.handclasp.core.Redaction;
import io.handclasp.core.time.TimeSource;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The client's side of one connection: its first event that is an answer counts. */
final class Visit extends Endpoint {
    private static final TimeSource CLOCK = TimeSource.system();

    private final long startNanos = CLOCK.nanoTime();
    private final boolean openIsEnough;
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private volatile Duration openedAfter = Duration.ZERO;

    Visit(boolean openIsEnough) {
        this.openIsEnough = openIsEnough;
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        openedAfter = elapsed();
        session.addMessageHandler(String.class, message -> saw(Answer.Kind.MESSAGE, message));
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        int code = reason.getCloseCode().getCode();
        saw(Answer.Kind.CLOSED, (code + " " + printable(reason.getReasonPhrase())).strip());
    }

    @Override
    public void onError(Session session, Throwable failure) {
        saw(Answer.Kind.CLOSED, Redaction.describe(failure));
    }

    Answer refused(String why) {
        return new Answer(Answer.Kind.REFUSED, why, elapsed());
    }

    Answer answerWithin(Duration limit) {
        try {
            return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException nothing) {
            return openIsEnough
                    ? new Answer(Answer.Kind.OPEN, "open", openedAfter)
                    : new Answer(Answer.Kind.SILENT, "no answer within " + limit.toSeconds() + " s", elapsed());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Answer(Answer.Kind.SILENT, "interrupted", elapsed());
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("an answer is only ever given", impossible);
        }
    }

    /** A reason that a stranger wrote must not steer the terminal. */
    private static String printable(String reason) {
        return Redaction.scrub(reason).replaceAll("\\p{Cntrl}", " ");
    }

    private void saw(Answer.Kind kind, String detail) {
        answer.complete(new Answer(kind, detail, elapsed()));
    }

    private Duration elapsed() {
        return Duration.ofNanos(CLOCK.nanoTime() - startNanos);
    }
}
