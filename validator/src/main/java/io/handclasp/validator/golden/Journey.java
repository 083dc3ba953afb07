package io.handclasp.validator.golden;

import io.handclasp.core.Redaction;
import io.handclasp.core.Secret;
import io.handclasp.core.time.Deadline;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One user's journey, on the thread that calls {@link #go}. Whatever happens, its connection is gone when that returns. */
final class Journey {
    private static final String LOGIN = "login";
    private static final String CONNECT = "connect";
    private static final String CLOSE = "close";

    private final GoldenPathSettings settings;
    private final int user;
    private final Map<String, String> received = new LinkedHashMap<>();
    private volatile String at = LOGIN;
    private volatile JourneyResult.Reached reached = JourneyResult.Reached.NOTHING;

    Journey(GoldenPathSettings settings, int user) {
        this.settings = settings;
        this.user = user;
    }

    int user() {
        return user;
    }

    JourneyResult go(Deadline whole) throws InterruptedException {
        long start = whole.timeSource().nanoTime();
        Optional<String> failedStep = Optional.empty();
        String message = "";
        try {
            travel(whole);
        } catch (JourneyException e) {
            failedStep = Optional.of(e.step());
            message = String.valueOf(e.getMessage());
        }
        Duration took = Duration.ofNanos(whole.timeSource().nanoTime() - start);
        return new JourneyResult(failedStep, message, reached, took);
    }

    /** What is said of a journey that nobody waits for any more. */
    JourneyResult givenUp(Duration after) {
        return new JourneyResult(
                Optional.of(at), "expected it to end; came nothing for " + Shown.duration(after), reached, after);
    }

    private void travel(Deadline whole) throws JourneyException, InterruptedException {
        Secret token = login(whole.sooner(settings.loginWithin()));
        at = CONNECT;
        reached = JourneyResult.Reached.HANDSHAKE;
        Conversation conversation = new Conversation(token);
        WebSocket socket =
                settings.dialling().connect(CONNECT, conversation, token, whole.sooner(settings.connectWithin()));
        try {
            reached = JourneyResult.Reached.CONNECTION;
            for (Step step : settings.steps()) {
                at = step.name();
                Deadline deadline = whole.sooner(step.within());
                if (step instanceof Step.Send send) {
                    say(send, socket, conversation, token, deadline);
                } else if (step instanceof Step.Expect expect) {
                    hear(expect, socket, conversation, token, deadline);
                }
            }
            at = CLOSE;
            close(socket, conversation, whole.sooner(settings.closeWithin()));
        } finally {
            socket.abort();
        }
    }

    private Secret login(Deadline deadline) throws JourneyException, InterruptedException {
        String expected = "a token within " + Shown.duration(settings.loginWithin());
        Secret token;
        try {
            token = settings.login().login(user, deadline);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new JourneyException(LOGIN, expected, Redaction.describe(e));
        }
        if (deadline.isExpired()) {
            throw new JourneyException(LOGIN, expected, "one, too late");
        }
        return token;
    }

    private void say(Step.Send send, WebSocket socket, Conversation conversation, Secret token, Deadline deadline)
            throws JourneyException, InterruptedException {
        String text;
        try {
            text = send.text().apply(Collections.unmodifiableMap(received));
        } catch (RuntimeException e) {
            throw new JourneyException(
                    send.name(), "a message to send", "a failure of the host's function: " + Shown.failure(e, token));
        }
        sent(send.name(), socket.sendText(text, true), conversation, deadline);
    }

    private static void sent(String step, CompletableFuture<?> sending, Conversation conversation, Deadline deadline)
            throws JourneyException, InterruptedException {
        String expected = "to send a message";
        if (!conversation.await(sending, deadline)) {
            throw new JourneyException(step, expected, "a connection that takes none");
        }
        if (sending.isCompletedExceptionally()) {
            throw new JourneyException(
                    step, expected, conversation.ending().orElse("a failure: the connection is closed"));
        }
    }

    private void hear(Step.Expect expect, WebSocket socket, Conversation conversation, Secret token, Deadline deadline)
            throws JourneyException, InterruptedException {
        String expected = expect.matcher().expectation() + " within " + Shown.duration(expect.within());
        Optional<Message> message = conversation.next(socket, deadline);
        while (message.isPresent() && isIgnored(expect, message.get(), token)) {
            message = conversation.next(socket, deadline);
        }
        if (message.isEmpty()) {
            throw new JourneyException(
                    expect.name(), expected, conversation.ending().orElse("nothing"));
        }
        Message came = message.get();
        if (!matches(expect, expect.matcher(), came, token)) {
            throw new JourneyException(expect.name(), expected, came.shown(token) + laterStep(expect, came, token));
        }
        received.put(expect.name(), came.text());
    }

    /** Also where the matcher is another step's, or of what is ignored: it fails at the step that waits for the message. */
    private static boolean matches(Step.Expect at, EventMatcher matcher, Message message, Secret token)
            throws JourneyException {
        try {
            return message.matches(matcher);
        } catch (RuntimeException e) {
            throw new JourneyException(
                    at.name(), matcher.expectation(), "a failure of the matcher: " + Shown.failure(e, token));
        }
    }

    private boolean isIgnored(Step.Expect at, Message message, Secret token) throws JourneyException {
        for (EventMatcher matcher : settings.ignored()) {
            if (matches(at, matcher, message, token)) {
                return true;
            }
        }
        return false;
    }

    /** A message that another step expects was sent in another order, too early or twice, which is worth telling. */
    private String laterStep(Step.Expect expect, Message message, Secret token) throws JourneyException {
        for (Step step : settings.steps()) {
            if (step instanceof Step.Expect other
                    && !other.name().equals(expect.name())
                    && matches(expect, other.matcher(), message, token)) {
                return ", which belongs to the step " + step.name()
                        + (received.containsKey(step.name()) ? " and came before" : "");
            }
        }
        return "";
    }

    private void close(WebSocket socket, Conversation conversation, Deadline deadline)
            throws JourneyException, InterruptedException {
        String expected = "the close to be answered within " + Shown.duration(settings.closeWithin());
        Optional<String> bad = conversation.badEnding();
        if (bad.isPresent()) {
            throw new JourneyException(CLOSE, "the connection to stand", bad.get());
        }
        CompletableFuture<WebSocket> closing = socket.sendClose(WebSocket.NORMAL_CLOSURE, "");
        if (!conversation.await(closing, deadline) || !conversation.awaitEnd(socket, deadline)) {
            throw new JourneyException(CLOSE, expected, "nothing");
        }
        Optional<String> cut = conversation.cut();
        if (cut.isPresent()) {
            throw new JourneyException(CLOSE, expected, cut.get());
        }
    }
}
