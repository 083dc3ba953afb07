package io.handclasp.websocket.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.websocket.observe.AuthEvent;
import io.handclasp.websocket.revocation.Revocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What ended is in no index any more: else a busy host would run out of memory. */
class SessionIndexTests {
    private static final Optional<String> ANY_ISSUER = Optional.empty();

    private final SessionFixture fixture = new SessionFixture();
    private final SessionIndex index = new SessionIndex();
    private final SessionIndexes indexes = new SessionIndexes();
    private final GuardedEntry one = entry("t1");
    private final GuardedEntry two = entry("t2");
    private final GuardedEntry three = entry("t3");

    @AfterEach
    void close() {
        fixture.close();
    }

    private GuardedEntry entry(String tokenId) {
        SessionGate gate = fixture.open(
                fixture.token("alice").sessionId("s1").tokenId(tokenId).build(), new SessionFixture.Handle());
        return (GuardedEntry) gate;
    }

    private List<GuardedEntry> found(String id) {
        List<GuardedEntry> found = new ArrayList<>();
        index.each(id, found::add);
        return found;
    }

    @Test
    void removeWhenOneOfSeveralThenTheOthersStay() {
        index.add("a", one);
        index.add("a", two);
        index.add("a", three);

        index.remove("a", two);
        assertThat(found("a")).containsExactlyInAnyOrder(one, three);
        index.remove("a", one);
        assertThat(found("a")).containsExactly(three);
        index.add("a", two);
        assertThat(found("a")).containsExactlyInAnyOrder(two, three);
    }

    @Test
    void removeWhenTheLastThenTheIdIsForgotten() {
        index.add("a", one);
        index.add("b", two);
        assertThat(index.size()).isEqualTo(2);

        index.remove("a", two); // never there
        assertThat(found("a")).containsExactly(one);
        index.remove("a", one);

        assertThat(index.size()).isEqualTo(1);
        assertThat(found("a")).isEmpty();
        index.clear();
        assertThat(index.size()).isZero();
    }

    @Test
    void coveredWhenRemovedThenFoundByNothing() {
        indexes.add(one);
        indexes.add(two);
        assertThat(covered()).containsExactly(one, one, two, one, two);

        indexes.remove(one);
        assertThat(covered()).containsExactly(two, two);
        indexes.add(one);
        indexes.clear();

        assertThat(covered()).isEmpty();
    }

    /** By the first one's token, by the login session and by the subject. */
    private List<GuardedEntry> covered() {
        List<GuardedEntry> covered = new ArrayList<>(indexes.covered(new Revocation.OfToken(ANY_ISSUER, "t1")));
        covered.addAll(sorted(indexes.covered(new Revocation.OfSession(ANY_ISSUER, "s1"))));
        covered.addAll(sorted(indexes.covered(
                new Revocation.OfSubject(ANY_ISSUER, "alice", fixture.time.now().plusSeconds(1)))));
        return covered;
    }

    private List<GuardedEntry> sorted(List<GuardedEntry> entries) {
        List<GuardedEntry> sorted = new ArrayList<>(List.of(one, two));
        sorted.retainAll(entries);
        return sorted;
    }

    @Test
    void revokeWhenSessionsAreOverThenNoneIsCounted() {
        one.ended();
        fixture.guard.revoke(new Revocation.OfToken(ANY_ISSUER, "t1"));
        fixture.guard.revoke(new Revocation.OfToken(ANY_ISSUER, "t2")); // closes the second
        fixture.guard.revoke(new Revocation.OfToken(ANY_ISSUER, "t2"));
        fixture.guard.close();
        fixture.guard.revoke(new Revocation.OfToken(ANY_ISSUER, "t3"));
        fixture.guard.revoke(new Revocation.OfSession(ANY_ISSUER, "s1"));
        fixture.guard.revoke(
                new Revocation.OfSubject(ANY_ISSUER, "alice", fixture.time.now().plusSeconds(1)));

        assertThat(fixture.events(AuthEvent.RevocationApplied.class))
                .extracting(AuthEvent.RevocationApplied::sessionsClosed)
                .containsExactly(0, 1, 0, 0, 0, 0);
    }

    @Test
    void idsWhenSessionsAreRenewedAndEndThenNoneIsLeftBehind() {
        GuardedSessions sessions = one.sessions();
        assertThat(sessions.ids())
                .as("a subject, a login session, three tokens")
                .isEqualTo(5);

        fixture.renew(one, fixture.token("alice").tokenId("t4").build());
        assertThat(sessions.ids()).isEqualTo(5);
        fixture.renew(one, fixture.token("alice").tokenId("t4").build());
        fixture.guard.revoke(new Revocation.OfToken(ANY_ISSUER, "t2"));
        three.ended();
        assertThat(sessions.ids()).as("a subject and a token").isEqualTo(2);
        one.ended();

        assertThat(sessions.ids()).isZero();
    }
}
