package io.handclasp.websocket.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.websocket.revocation.Revocation;
import io.handclasp.websocket.revocation.RevocationFeed;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What each {@link RevocationFeed} has to keep to. */
@SuppressWarnings("try") // a subscription only has to be there
public abstract class RevocationFeedContract {
    /** The feed under test; the same in all calls of one test. */
    protected abstract RevocationFeed feed();

    /** Lets a revocation of a login session come in at the feed's source, and gives it as subscribers should get it. */
    protected abstract Revocation send(String sessionId) throws Exception;

    private static Revocation next(BlockingQueue<Revocation> told) throws InterruptedException {
        return told.poll(10, TimeUnit.SECONDS);
    }

    /** A subscriber is told. */
    @Test
    void subscriberWhenRevocationComesThenTold() throws Exception {
        BlockingQueue<Revocation> told = new LinkedBlockingQueue<>();
        try (RevocationFeed.Subscription subscription = feed().subscribe(told::add)) {
            Revocation sent = send("login-1");

            assertThat(next(told)).isEqualTo(sent);
        }
    }

    /** Each subscriber is told, also one who comes twice. */
    @Test
    void subscribersWhenSeveralThenEachTold() throws Exception {
        BlockingQueue<Revocation> told = new LinkedBlockingQueue<>();
        BlockingQueue<Revocation> other = new LinkedBlockingQueue<>();
        try (RevocationFeed.Subscription one = feed().subscribe(told::add);
                RevocationFeed.Subscription two = feed().subscribe(other::add)) {
            Revocation sent = send("login-2");

            assertThat(next(told)).isEqualTo(sent);
            assertThat(next(other)).isEqualTo(sent);
        }
    }

    /** After the end of a subscription nothing is told, and ending it again does nothing. */
    @Test
    void subscriberWhenSubscriptionEndedThenNotTold() throws Exception {
        List<Revocation> ended = new CopyOnWriteArrayList<>();
        BlockingQueue<Revocation> told = new LinkedBlockingQueue<>();
        RevocationFeed.Subscription subscription = feed().subscribe(ended::add);
        try (RevocationFeed.Subscription other = feed().subscribe(told::add)) {
            subscription.close();
            subscription.close();
            Revocation sent = send("login-3");

            assertThat(next(told)).isEqualTo(sent);
            assertThat(ended).isEmpty();
        }
    }

    /** A subscriber that fails keeps nobody else from being told, nor itself from the next. */
    @Test
    void subscriberWhenItFailsThenOthersAndItselfAreToldLater() throws Exception {
        BlockingQueue<Revocation> failing = new LinkedBlockingQueue<>();
        BlockingQueue<Revocation> told = new LinkedBlockingQueue<>();
        try (RevocationFeed.Subscription one = feed().subscribe(revocation -> {
                    failing.add(revocation);
                    throw new IllegalStateException("a subscriber's bug");
                });
                RevocationFeed.Subscription two = feed().subscribe(told::add)) {
            Revocation first = send("login-4");
            assertThat(next(failing)).isEqualTo(first);
            assertThat(next(told)).isEqualTo(first);

            Revocation second = send("login-5");
            Revocation heard = next(failing);
            while (first.equals(heard)) {
                heard = next(failing); // it may be told again of what it failed at
            }
            assertThat(heard).isEqualTo(second);
        }
    }
}
