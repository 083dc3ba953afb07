package io.handclasp.examples.containers;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.examples.containers.wire.Handshake;
import io.handclasp.examples.containers.wire.RawConnection;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.jakarta.HandshakeConfigurator;
import io.handclasp.websocket.jakarta.HoldLimits;
import io.handclasp.websocket.observe.AuthEvent;
import io.handclasp.websocket.verify.Verification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Clients that send slowly, or leave in the middle. */
public abstract class AttackContract extends Suite {
    private static final String QUICK = "/quick";
    private static final String CANCELLED = "/cancelled";
    private static final int SLOW = 64;
    private static final long LIMIT_SECONDS = 20;
    private static final String TOKEN = Judge.Kind.GOOD.token("quick");

    private final Events events = new Events();
    private final Judge judge = new Judge();
    private final AtomicInteger quickOutcomes = new AtomicInteger();
    private final Semaphore cancelledOutcomes = new Semaphore(0);
    private final WebSocketAuthenticator quick = judge.builder(Duration.ofSeconds(10))
            .listener(event -> whenDecided(event, quickOutcomes::incrementAndGet))
            .build();
    private final WebSocketAuthenticator cancelled = judge.builder(Duration.ofSeconds(50))
            .listener(event -> whenDecided(event, cancelledOutcomes::release))
            .build();

    /** For the modules. */
    protected AttackContract() {}

    private static void whenDecided(AuthEvent event, Runnable then) {
        if (event instanceof AuthEvent.HandshakeDecided) {
            then.run();
        }
    }

    @Override
    protected final Optional<Deployment> deployment() {
        return Optional.of(Deployment.empty()
                .with(new HandshakeConfigurator(quick)
                        .guard(() -> new EchoEndpoint(events), QUICK)
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
        quick.close();
        cancelled.close();
    }

    private void assertGoodIsAdmitted() throws Exception {
        RawConnection client = upgrade(Handshake.to(QUICK).bearer(TOKEN));
        assertThat(client.hear()).isEqualTo("text welcome quick");
        client.send(RawConnection.close(1000));
        assertThat(client.hearAll()).containsExactly("close 1000");
    }

    /** Slowloris: a byte now and then, and never the last. */
    @Test
    @Shows(Promise.SLOW_CLIENTS)
    void connectWhenManyClientsAreSlowThenNoneIsJudgedAndOthersAreServed() throws Exception {
        int before = quickOutcomes.get();
        byte[] unfinished = Handshake.to(QUICK).bearer(TOKEN).unfinished();
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
        assertThat(quickOutcomes.get() - before).isEqualTo(1);
        for (RawConnection client : slow) {
            client.reset();
        }
        assertGoodIsAdmitted();
        assertThat(quickOutcomes.get() - before).isEqualTo(2);
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
