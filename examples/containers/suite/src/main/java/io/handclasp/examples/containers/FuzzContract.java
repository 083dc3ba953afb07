package io.handclasp.examples.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.handclasp.core.time.Deadline;
import io.handclasp.examples.containers.wire.Handshake;
import io.handclasp.examples.containers.wire.RawConnection;
import io.handclasp.examples.containers.wire.RawConnection.Response;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.jakarta.HandshakeConfigurator;
import io.handclasp.websocket.observe.AuthEvent;
import io.handclasp.websocket.origin.OriginPolicy;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import io.handclasp.websocket.servlet.AuthenticationFilter;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.token.TokenExtractors;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.Verification;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Clients that send anything: to an endpoint that is guarded, and to one behind the filter. */
public abstract class FuzzContract extends Suite {
    private static final int HANDSHAKES = 500;
    private static final int GOOD_EVERY = 50;
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final long SEED = 20_261_125L;
    private static final String TOKEN = Judge.Kind.GOOD.token("fuzz");

    private final Events events = new Events();
    private final Door guarded = new Door("/fuzzed");
    private final Door filtered = new Door("/filtered/fuzzed");

    /** For the modules. */
    protected FuzzContract() {}

    /** A path with an authenticator of its own, whose outcomes are counted. */
    private static final class Door {
        private final String path;
        private final AtomicInteger outcomes = new AtomicInteger();
        private final WebSocketAuthenticator authenticator = WebSocketAuthenticator.builder()
                .verifier(new OneGoodToken())
                .resilience(ResiliencePolicy.strict())
                .extractor(TokenExtractors.allOf(
                        TokenExtractors.standard(),
                        TokenExtractors.cookie("session", OriginPolicy.exactly("https://app.example")),
                        TokenExtractors.queryParameter("access_token")))
                .listener(this::count)
                .build();

        Door(String path) {
            this.path = path;
        }

        private void count(AuthEvent event) {
            if (event instanceof AuthEvent.HandshakeDecided) {
                outcomes.incrementAndGet();
            }
        }
    }

    /** Knows one token by heart. */
    private static final class OneGoodToken implements TokenVerifier {
        @Override
        public CompletionStage<Verification> verify(BearerToken token, Deadline deadline) {
            return CompletableFuture.completedFuture(
                    token.reveal().equals(TOKEN)
                            ? Judge.valid("fuzz")
                            : new Verification.Invalid(RejectReason.INACTIVE));
        }
    }

    /** How one handshake ended. */
    private record Attempt(String name, Handshake sent, Response response, RawConnection client, int outcomes) {}

    /** Looks at one handshake. */
    @FunctionalInterface
    private interface Check {
        void of(Attempt attempt) throws Exception;
    }

    @Override
    protected final Optional<Deployment> deployment() {
        AuthenticationFilter filter = new AuthenticationFilter(filtered.authenticator);
        return Optional.of(Deployment.empty()
                .with(context -> filter.register(context, filtered.path))
                .with(new HandshakeConfigurator(guarded.authenticator)
                        .guard(() -> new EchoEndpoint(events), guarded.path)
                        .build())
                .with(new HandshakeConfigurator(filtered.authenticator)
                        .guard(() -> new EchoEndpoint(events), filtered.path)
                        .build()));
    }

    @Override
    protected final Events events() {
        return events;
    }

    @Override
    protected final void endPart() {
        guarded.authenticator.close();
        filtered.authenticator.close();
    }

    @Test
    @Shows(Promise.FUZZED)
    void connectWhenAnythingIsSentThenOneOutcomeEachAndOnlyTheGoodTokenIsAdmitted() throws Exception {
        knock(guarded, attempt -> {
            int status = attempt.response.status();
            if (status == 101) {
                assertThat(attempt.outcomes).as("outcomes of %s", attempt.name).isEqualTo(1);
                // Tyrus hangs up without a word when it cannot make a session of the query.
                assertThat(attempt.client.hear()).as(attempt.name).matches("close (4400|4401|4403) .*|end");
            } else if (status == 500) {
                assertServersOwn(attempt, ServerErrors.whenUpgrading(container().name(), attempt.sent));
                assertThat(attempt.outcomes)
                        .as("outcomes of %s", attempt.name)
                        .isEqualTo(ServerErrors.isJudgedFirst(container().name()) ? 1 : 0);
            } else if (attempt.outcomes == 1) {
                assertThat(status).as(attempt.name).isIn(400, 401, 403);
            } else {
                assertThat(status)
                        .as("the server's own word on %s", attempt.name)
                        .isIn(0, 400, 403, 404, 431);
            }
        });
    }

    @Test
    void connectWhenAnythingIsSentToTheFilterThenItRefusesInItsOwnWords() throws Exception {
        assumeTrue(container().hasServlets(), "no servlets");
        knock(filtered, attempt -> {
            int status = attempt.response.status();
            if (attempt.outcomes == 1) {
                assertThat(status).as(attempt.name).isIn(400, 401, 403);
                assertThat(attempt.response.header("Content-Length")).isEqualTo("0");
            } else if (status == 500) {
                assertServersOwn(attempt, false);
            } else {
                assertThat(status)
                        .as("the server's own word on %s", attempt.name)
                        .isIn(0, 400, 404, 431);
            }
        });
    }

    private void assertServersOwn(Attempt attempt, boolean known) {
        assertThat(known || ServerErrors.beforeFilters(container().name(), attempt.sent))
                .as("a 500 that is the server's own: %s", attempt.name)
                .isTrue();
    }

    private void knock(Door door, Check check) throws Exception {
        FuzzedHandshakes handshakes = new FuzzedHandshakes(SEED, TOKEN);
        int judged = 0;
        for (int i = 0; i < HANDSHAKES; i++) {
            if (i % GOOD_EVERY == 0) {
                assertGoodIsAdmitted(door);
            }
            int before = door.outcomes.get();
            Handshake sent = handshakes.next(door.path);
            try (RawConnection client = RawConnection.open(port(), LIMIT)) {
                client.send(sent.bytes());
                Response response = answerOf(client);
                int outcomes = door.outcomes.get() - before;
                String name = "handshake " + i + ", answered " + response.status();
                // What the server itself refuses to read never comes to a judge.
                assertThat(outcomes).as("outcomes of %s", name).isLessThanOrEqualTo(1);
                check.of(new Attempt(name, sent, response, client, outcomes));
                judged += outcomes;
            }
        }
        assertThat(events.drain(Events.NOBODY)).isEmpty();
        assertThat(judged).as("handshakes that came to the judge").isGreaterThan(HANDSHAKES / 4);
        assertThat(door.authenticator.health().counts().handshakes()).isEqualTo(judged + HANDSHAKES / GOOD_EVERY);
    }

    private void assertGoodIsAdmitted(Door door) throws Exception {
        RawConnection client = upgrade(Handshake.to(door.path).bearer(TOKEN));
        assertThat(client.hear()).isEqualTo("text welcome fuzz");
        client.send(RawConnection.close(1000));
        assertThat(client.hearAll()).containsExactly("close 1000");
    }
}
