package io.handclasp.examples.containers;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.time.Deadline;
import io.handclasp.examples.containers.wire.Handshake;
import io.handclasp.examples.containers.wire.RawConnection;
import io.handclasp.examples.containers.wire.RawConnection.Response;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.jakarta.HandshakeConfigurator;
import io.handclasp.websocket.jakarta.HoldLimits;
import io.handclasp.websocket.observe.AuthEvent;
import io.handclasp.websocket.origin.OriginPolicy;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.token.TokenExtractors;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.Verification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Clients that send anything, send it slowly, or leave in the middle. */
public abstract class AttackContract extends Suite {
    private static final String FUZZED = "/fuzzed";
    private static final String CANCELLED = "/cancelled";
    private static final int HANDSHAKES = 500;
    private static final int GOOD_EVERY = 50;
    private static final int SLOW = 64;
    private static final long LIMIT_SECONDS = 20;
    private static final long SEED = 20_261_125L;
    private static final String TOKEN = Judge.Kind.GOOD.token("fuzz");

    private final Events events = new Events();
    private final Judge judge = new Judge();
    private final AtomicInteger fuzzedOutcomes = new AtomicInteger();
    private final Semaphore cancelledOutcomes = new Semaphore(0);
    private final WebSocketAuthenticator fuzzed = WebSocketAuthenticator.builder()
            .verifier(new OneGoodToken())
            .resilience(ResiliencePolicy.strict())
            .extractor(TokenExtractors.allOf(
                    TokenExtractors.standard(),
                    TokenExtractors.cookie("session", OriginPolicy.exactly("https://app.example")),
                    TokenExtractors.queryParameter("access_token")))
            .listener(event -> whenDecided(event, fuzzedOutcomes::incrementAndGet))
            .build();
    private final WebSocketAuthenticator cancelled = judge.builder(Duration.ofSeconds(50))
            .listener(event -> whenDecided(event, cancelledOutcomes::release))
            .build();

    /** For the modules. */
    protected AttackContract() {}

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

    private static void whenDecided(AuthEvent event, Runnable then) {
        if (event instanceof AuthEvent.HandshakeDecided) {
            then.run();
        }
    }

    @Override
    protected final Optional<Deployment> deployment() {
        return Optional.of(Deployment.empty()
                .with(new HandshakeConfigurator(fuzzed)
                        .guard(() -> new EchoEndpoint(events), FUZZED)
                        .build())
                .with(new HandshakeConfigurator(cancelled, new HoldLimits(8, 4_096))
                        .guard(() -> new EchoEndpoint(events), CANCELLED)
                        .build()));
    }

    @Override
    protected final Events events() {
        return events;
    }

    @Override
    protected final void endPart() {
        fuzzed.close();
        cancelled.close();
    }

    @Test
    @Shows(Promise.FUZZED)
    void connectWhenAnythingIsSentThenOneOutcomeEachAndOnlyTheGoodTokenIsAdmitted() throws Exception {
        FuzzedHandshakes handshakes = new FuzzedHandshakes(SEED, TOKEN);
        int judged = 0;
        for (int i = 0; i < HANDSHAKES; i++) {
            if (i % GOOD_EVERY == 0) {
                assertGoodIsAdmitted();
            }
            int before = fuzzedOutcomes.get();
            try (RawConnection client = RawConnection.open(port(), Duration.ofSeconds(20))) {
                client.send(handshakes.next(FUZZED).bytes());
                Response response = answerOf(client);
                int outcomes = fuzzedOutcomes.get() - before;
                // What the server itself refuses to read never comes to a judge.
                assertThat(outcomes)
                        .as("outcomes of handshake %d, answered %d", i, response.status())
                        .isLessThanOrEqualTo(1);
                if (response.status() == 101) {
                    assertThat(outcomes).as("outcomes of handshake %d", i).isEqualTo(1);
                    // Tyrus hangs up without a word when it cannot make a session of the query.
                    assertThat(client.hear()).as("handshake %d", i).matches("close (4400|4401|4403) .*|end");
                } else if (outcomes == 1) {
                    // Jetty answers some refusals with 500 in place of an upgrade: nobody is in.
                    assertThat(response.status()).as("handshake %d", i).isIn(400, 401, 403, 500);
                } else {
                    // The server's own word on what it cannot read; Tomcat says 500 to a query that is no URI.
                    assertThat(response.status()).as("handshake %d", i).isIn(0, 400, 403, 404, 431, 500);
                }
                judged += outcomes;
            }
        }
        assertThat(events.drain(Events.NOBODY)).isEmpty();
        assertThat(judged).as("handshakes that came to the judge").isGreaterThan(HANDSHAKES / 4);
        assertThat(fuzzed.health().counts().handshakes()).isEqualTo(judged + HANDSHAKES / GOOD_EVERY);
    }

    private void assertGoodIsAdmitted() throws Exception {
        RawConnection client = upgrade(Handshake.to(FUZZED).bearer(TOKEN));
        assertThat(client.hear()).isEqualTo("text welcome fuzz");
        client.send(RawConnection.close(1000));
        assertThat(client.hearAll()).containsExactly("close 1000");
    }

    /** Slowloris: a byte now and then, and never the last. */
    @Test
    @Shows(Promise.SLOW_CLIENTS)
    void connectWhenManyClientsAreSlowThenNoneIsJudgedAndOthersAreServed() throws Exception {
        int before = fuzzedOutcomes.get();
        byte[] unfinished = Handshake.to(FUZZED).bearer(TOKEN).unfinished();
        List<RawConnection> slow = new ArrayList<>();
        for (int i = 0; i < SLOW; i++) {
            slow.add(connect());
        }
        for (int at = 0; at < unfinished.length; at++) {
            for (RawConnection client : slow) {
                client.send(new byte[] {unfinished[at]});
            }
        }
        assertGoodIsAdmitted();
        assertThat(fuzzedOutcomes.get() - before).isEqualTo(1);
        for (RawConnection client : slow) {
            client.reset();
        }
        assertGoodIsAdmitted();
        assertThat(fuzzedOutcomes.get() - before).isEqualTo(2);
    }

    @Test
    @Shows(Promise.CANCELLED_CLIENTS)
    void connectWhenManyClientsLeaveBeforeTheirVerdictThenEachHasOneOutcomeAndTheHostSeesNobody() throws Exception {
        List<RawConnection> clients = new ArrayList<>();
        List<CompletableFuture<Verification>> verdicts = new ArrayList<>();
        for (int i = 0; i < SLOW; i++) {
            clients.add(upgrade(Handshake.to(CANCELLED).bearer(Judge.Kind.SLOW.token("left" + i))));
            verdicts.add(judge.nextHeld());
        }
        for (RawConnection client : clients) {
            client.reset();
        }
        awaitDepartures(CANCELLED, SLOW);
        verdicts.forEach(verdict -> verdict.complete(Judge.valid("left")));
        awaitOutcomes(SLOW);

        RawConnection next = upgrade(Handshake.to(CANCELLED).bearer(Judge.Kind.GOOD.token("next")));
        assertThat(next.hear()).isEqualTo("text welcome next");
        awaitOutcomes(1);
        assertThat(cancelled.health().counts().handshakes()).isEqualTo(SLOW + 1L);
        assertUnseen("left");
    }

    private void awaitOutcomes(int count) throws InterruptedException {
        assertThat(cancelledOutcomes.tryAcquire(count, LIMIT_SECONDS, TimeUnit.SECONDS))
                .as("%d more outcomes", count)
                .isTrue();
    }
}
