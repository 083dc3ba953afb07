package io.handclasp.validator.drill;

import io.handclasp.core.Secret;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.validator.golden.Login;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.handshake.HandshakeRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** The users of one run of a drill: each has a token of its own that nobody has judged before. Used by one thread. */
final class Players {
    /** What an answer may take beyond the policy's deadline: the machine may be busy. */
    static final Duration GRACE = Duration.ofMillis(500);

    private final Login login;
    private final Function<Secret, HandshakeRequest> request;
    private final Set<Secret> seen = new HashSet<>();
    private int count;

    Players(Login login, Function<Secret, HandshakeRequest> request) {
        this.login = login;
        this.request = request;
    }

    List<Secret> newcomers(int number, Deadline deadline) throws Exception {
        List<Secret> tokens = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            Secret token = login.login(++count, deadline);
            if (!seen.add(token)) {
                throw new IllegalStateException(
                        "the login handed out one token twice, must be another one for each user:"
                                + " whose verdict is remembered cannot play a new user");
            }
            tokens.add(token);
        }
        return tokens;
    }

    /** A token of the same form that nobody has issued. */
    static Secret tampered(Secret token) {
        String text = token.reveal();
        int from = Math.max(0, text.length() - 12);
        StringBuilder changed = new StringBuilder(text.substring(0, from));
        text.substring(from).chars().map(sign -> sign == 'A' ? 'B' : 'A').forEach(sign -> changed.append((char) sign));
        return Secret.of(changed.toString());
    }

    /** All at once. */
    List<Played> play(WebSocketAuthenticator host, List<Secret> tokens, TimeSource time) throws InterruptedException {
        Deadline deadline = Deadline.after(host.deadline().plus(GRACE), time);
        long start = time.nanoTime();
        List<CompletableFuture<Played>> handshakes = tokens.stream()
                .map(token -> host.authenticateAsync(request.apply(token))
                        .thenApply(outcome -> played(Optional.of(outcome), start, time))
                        .toCompletableFuture())
                .toList();
        List<Played> all = new ArrayList<>();
        for (CompletableFuture<Played> handshake : handshakes) {
            all.add(await(handshake, start, deadline));
        }
        return all;
    }

    private static Played await(CompletableFuture<Played> handshake, long start, Deadline deadline)
            throws InterruptedException {
        try {
            return handshake.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            return played(Optional.empty(), start, deadline.timeSource());
        } catch (ExecutionException bug) {
            throw new IllegalStateException("the authenticator broke its promise never to fail", bug);
        }
    }

    private static Played played(Optional<AuthOutcome> outcome, long start, TimeSource time) {
        return new Played(outcome, Duration.ofNanos(Math.max(0, time.nanoTime() - start)));
    }
}
