package io.handclasp.websocket.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.handclasp.core.testing.LogCapture;
import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.feed.SecurityEventReply.Result;
import io.handclasp.websocket.resilience.Evidence;
import io.handclasp.websocket.revocation.Revocation;
import io.handclasp.websocket.revocation.Revocations;
import io.handclasp.websocket.session.SessionGate;
import io.handclasp.websocket.session.SessionGuard;
import io.handclasp.websocket.testing.ManualJudge;
import io.handclasp.websocket.testing.TestTokens;
import io.handclasp.websocket.verify.Identity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SecurityEventsTests {
    private static final Optional<String> ISSUER = Optional.of(SecurityEventsFixture.ISSUER);

    private final SecurityEventsFixture fixture = new SecurityEventsFixture();
    private final SecurityEvents events = fixture.builder().build();
    private final List<Revocation> told = new ArrayList<>();
    private final LogCapture log = LogCapture.start();

    @BeforeEach
    void subscribe() {
        events.subscribe(told::add);
    }

    @AfterEach
    void close() {
        log.close();
        log.assertDoesNotContain("eyJ");
    }

    private static SecurityEventReply reply(CompletionStage<SecurityEventReply> stage) {
        return stage.toCompletableFuture().getNow(null);
    }

    private SecurityEventReply logout(TestTokens.Builder token) {
        return reply(events.receiveLogoutToken(token.text()));
    }

    private SecurityEventReply event(TestTokens.Builder token) {
        return reply(events.receiveSecurityEvent(token.text()));
    }

    @Test
    void logoutTokenWhenSessionThenItIsRevoked() {
        SecurityEventReply reply = logout(fixture.logout("1").claim("sid", "s1").claim("sub", "alice"));

        assertThat(reply).isEqualTo(new SecurityEventReply(Result.APPLIED, 200, "", ""));
        assertThat(told).containsExactly(new Revocation.OfSession(ISSUER, "s1"));
    }

    @Test
    void logoutTokenWhenSubjectOnlyThenWhatWasIssuedUntilThenIsRevoked() {
        logout(fixture.logout("1").claim("sub", "alice"));

        assertThat(told)
                .containsExactly(new Revocation.OfSubject(ISSUER, "alice", ManualTimeSource.START.plusSeconds(1)));
    }

    @Test
    void sessionRevokedWhenAnySubjectFormatThenTold() {
        event(fixture.sessionRevoked("1", Map.of("format", "opaque", "id", "s1")));
        event(fixture.sessionRevoked("2", Map.of("format", "iss_sub", "iss", ISSUER.get(), "sub", "alice")));
        event(fixture.sessionRevoked("3", Map.of("format", "jwt_id", "iss", ISSUER.get(), "jti", "t1")));
        event(fixture.sessionRevoked(
                "4",
                Map.of(
                        "format",
                        "complex",
                        "user",
                        Map.of("format", "iss_sub", "iss", ISSUER.get(), "sub", "bob"),
                        "session",
                        Map.of("format", "opaque", "id", "s2"))));
        SecurityEventReply last = event(fixture.sessionRevoked(
                "5", Map.of("format", "complex", "user", Map.of("format", "opaque", "id", "carol"))));

        assertThat(last).isEqualTo(new SecurityEventReply(Result.APPLIED, 202, "", ""));
        assertThat(told)
                .containsExactly(
                        new Revocation.OfSession(ISSUER, "s1"),
                        new Revocation.OfSubject(ISSUER, "alice", ManualTimeSource.START.plusSeconds(1)),
                        new Revocation.OfToken(ISSUER, "t1"),
                        new Revocation.OfSession(ISSUER, "s2"),
                        new Revocation.OfSubject(ISSUER, "carol", ManualTimeSource.START.plusSeconds(1)));
    }

    @Test
    void sessionRevokedWhenItSaysWhenThenTokensIssuedLaterLive() {
        event(fixture.statement("secevent+jwt", "1")
                .claim(
                        "events",
                        Map.of(
                                EventReader.SESSION_REVOKED,
                                Map.of("event_timestamp", ManualTimeSource.START.getEpochSecond() - 60)))
                .claim("sub_id", Map.of("format", "iss_sub", "iss", ISSUER.get(), "sub", "alice")));

        assertThat(told)
                .containsExactly(new Revocation.OfSubject(ISSUER, "alice", ManualTimeSource.START.minusSeconds(59)));
    }

    @Test
    void securityEventWhenOfAnotherKindThenIgnored() {
        SecurityEventReply reply = event(fixture.statement("secevent+jwt", "1")
                .claim(
                        "events",
                        Map.of("https://schemas.openid.net/secevent/caep/event-type/credential-change", Map.of()))
                .claim("sub_id", Map.of("format", "opaque", "id", "s1")));

        assertThat(reply.result()).isEqualTo(Result.IGNORED);
        assertThat(reply.httpStatus()).isEqualTo(202);
        assertThat(told).isEmpty();
    }

    static Stream<Arguments> badLogoutTokens() {
        SecurityEventsFixture fixture = new SecurityEventsFixture();
        return Stream.of(
                bad("an ID token's nonce", fixture.logout("1").claim("sid", "s").claim("nonce", "n")),
                bad("no events", fixture.statement("logout+jwt", "1").claim("sid", "s")),
                bad(
                        "events is a text",
                        fixture.statement("logout+jwt", "1").claim("sid", "s").claim("events", "x")),
                bad(
                        "another event",
                        fixture.statement("logout+jwt", "1")
                                .claim("sid", "s")
                                .claim("events", Map.of(EventReader.SESSION_REVOKED, Map.of()))),
                bad(
                        "the event is no object",
                        fixture.statement("logout+jwt", "1")
                                .claim("sid", "s")
                                .claim("events", Map.of(EventReader.LOGOUT, true))),
                bad("about nobody", fixture.logout("1")),
                bad("a session that is a number", fixture.logout("1").claim("sid", 7)),
                bad(
                        "an access token's type",
                        fixture.logout("1").claim("sid", "s").header("typ", "at+jwt")),
                bad("no type", fixture.logout("1").claim("sid", "s").withoutHeader("typ")),
                bad("another issuer", fixture.logout("1").claim("sid", "s").claim("iss", "https://other.example")),
                bad("another audience", fixture.logout("1").claim("sid", "s").claim("aud", "other")),
                bad("no iat", fixture.logout("1").claim("sid", "s").withoutClaim("iat")),
                bad(
                        "an iat to come",
                        fixture.logout("1").claim("sid", "s").claim("iat", ManualTimeSource.START.plusSeconds(60))),
                bad(
                        "an iat long ago",
                        fixture.logout("1")
                                .claim("sid", "s")
                                .claim("iat", ManualTimeSource.START.minus(Duration.ofHours(25)))),
                bad("no jti", fixture.logout("1").claim("sid", "s").withoutClaim("jti")),
                bad(
                        "expired",
                        fixture.logout("1").claim("sid", "s").claim("exp", ManualTimeSource.START.minusSeconds(60))),
                bad("no algorithm", fixture.logout("1").claim("sid", "s").header("alg", "none")),
                bad(
                        "another key",
                        TestTokens.signedBy(TestTokens.RSA)
                                .header("typ", "logout+jwt")
                                .claim("jti", "1")
                                .claim("sid", "s")
                                .claim("events", Map.of(EventReader.LOGOUT, Map.of()))));
    }

    private static Arguments bad(String what, TestTokens.Builder token) {
        String text = what.equals("no algorithm") ? token.unsignedText() + "." : token.text();
        return Arguments.of(what, text);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badLogoutTokens")
    void logoutTokenWhenBadThenRefusedAndNothingRevoked(String what, String token) {
        SecurityEventReply reply = reply(events.receiveLogoutToken(token));

        assertThat(reply.result()).isEqualTo(Result.REFUSED);
        assertThat(reply.httpStatus()).isEqualTo(400);
        assertThat(reply.body()).startsWith("{\"error\":\"invalid_request\",\"error_description\":\"");
        assertThat(told).isEmpty();
    }

    @Test
    void statementWhenSignatureIsWrongThenRefused() {
        String good = fixture.logout("1").claim("sid", "s1").text();
        String other = fixture.logout("1").claim("sid", "s2").text();
        String forged = other.substring(0, other.lastIndexOf('.')) + good.substring(good.lastIndexOf('.'));

        SecurityEventReply reply = reply(events.receiveSecurityEvent(forged));

        assertThat(reply.body()).isEqualTo("{\"err\":\"invalid_key\",\"description\":\"the signature is wrong\"}");
        assertThat(reply(events.receiveLogoutToken("no token at all")).httpStatus())
                .isEqualTo(400);
        assertThat(told).isEmpty();
    }

    @Test
    void sessionRevokedWhenAboutAnotherIssuersSubjectThenRefusedUnlessAllowed() {
        TestTokens.Builder token =
                fixture.sessionRevoked("1", Map.of("format", "iss_sub", "iss", "https://idp.example", "sub", "alice"));

        assertThat(event(token).result()).isEqualTo(Result.REFUSED);
        assertThat(told).isEmpty();
        SecurityEvents speaking =
                fixture.builder().alsoFor("https://idp.example").build();
        speaking.subscribe(told::add);

        assertThat(reply(speaking.receiveSecurityEvent(token.text())).result()).isEqualTo(Result.APPLIED);
        assertThat(told).hasSize(1);
    }

    @Test
    void sessionRevokedWhenSubjectCannotBeFoundHereThenRefused() {
        assertThat(event(fixture.sessionRevoked("1", Map.of("format", "email", "email", "a@example.com")))
                        .result())
                .isEqualTo(Result.REFUSED);
        assertThat(event(fixture.sessionRevoked("2", Map.of("id", "s"))).result())
                .isEqualTo(Result.REFUSED);
        assertThat(event(fixture.statement("secevent+jwt", "3")
                                .claim("events", Map.of(EventReader.SESSION_REVOKED, Map.of())))
                        .result())
                .isEqualTo(Result.REFUSED);
        assertThat(told).isEmpty();
    }

    @Test
    void statementWhenRepeatedThenCarriedOutOnceWithinTheWindow() {
        TestTokens.Builder token = fixture.logout("1").claim("sid", "s1");

        assertThat(logout(token).result()).isEqualTo(Result.APPLIED);
        assertThat(logout(token)).isEqualTo(new SecurityEventReply(Result.REPEATED, 200, "", ""));
        assertThat(told).hasSize(1);
        fixture.time.advance(Duration.ofHours(24).plusSeconds(1));

        assertThat(logout(token).result()).as("too old by then").isEqualTo(Result.REFUSED);
    }

    @Test
    void memoryWhenTooManyThenBounded() {
        SeenStatements seen = new SeenStatements(10, Duration.ofHours(1));
        for (int i = 0; i < 1_000; i++) {
            assertThat(seen.add("id-" + i, 0)).isTrue();
        }

        assertThat(seen.size()).isLessThanOrEqualTo(10);
        assertThat(seen.add("id-999", 0)).isFalse();
    }

    @Test
    void statementWhenNobodyCouldKeepItThenPostponedAndCarriedOutLater() {
        boolean[] room = {false};
        SecurityEvents full = fixture.builder().build();
        String token = fixture.logout("1").claim("sid", "s1").text();
        assertThat(reply(full.receiveLogoutToken(token)).result())
                .as("nobody is there")
                .isEqualTo(Result.POSTPONED);
        full.subscribe(revocation -> room[0]);

        assertThat(reply(full.receiveLogoutToken(token)).httpStatus()).isEqualTo(503);
        room[0] = true;

        assertThat(reply(full.receiveLogoutToken(token)).result()).isEqualTo(Result.APPLIED);
    }

    @Test
    void statementWhenKeysDoNotComeThenPostponedInTime() {
        SecurityEvents waiting = SecurityEvents.builder(
                        fixture.verifier((sent, until) -> new CompletableFuture<>()), fixture.execution)
                .timeout(Duration.ofSeconds(1))
                .build();
        CompletionStage<SecurityEventReply> reply = waiting.receiveLogoutToken(
                fixture.logout("1").claim("sid", "s1").text());
        assertThat(reply(reply)).isNull();

        fixture.scheduler.advance(Duration.ofSeconds(1));

        assertThat(reply(reply).httpStatus()).isEqualTo(503);
    }

    @Test
    void guardWhenItFollowsTheFeedThenSessionsEndAndStayOut() {
        try (WebSocketAuthenticator authenticator = WebSocketAuthenticator.builder()
                        .verifier(new ManualJudge())
                        .revocations(Revocations.inMemory(100, Duration.ofHours(24), fixture.time))
                        .execution(Runnable::run, fixture.scheduler)
                        .timeSource(fixture.time)
                        .build();
                SessionGuard guard = SessionGuard.builder(authenticator)
                        .feed(events)
                        .scheduler(fixture.scheduler)
                        .build()) {
            List<Integer> codes = new ArrayList<>();
            Identity alice = Identity.builder("alice")
                    .issuer(ISSUER.get())
                    .sessionId("s1")
                    .build();
            AuthOutcome.Authenticated admitted =
                    new AuthOutcome.Authenticated(alice, new Evidence(Evidence.Source.FRESH, 1, Duration.ZERO));
            SessionGate gate = guard.guard(admitted, (code, reason) -> codes.add(code));

            logout(fixture.logout("1").claim("sid", "s1"));

            assertThat(gate.isOpen()).isFalse();
            assertThat(codes).containsExactly(4401);
            assertThat(authenticator.confirm(admitted)).isInstanceOf(AuthOutcome.Rejected.class);
        }
        logout(fixture.logout("2").claim("sid", "s2"));
        assertThat(told).hasSize(2);
    }

    @Test
    void builderWhenSettingIsOutOfRangeThenRefused() {
        assertThatThrownBy(() -> fixture.builder().window(Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("window was PT1S");
        assertThatThrownBy(() -> fixture.builder().remembered(0)).hasMessageContaining("remembered was 0");
        assertThatThrownBy(() -> fixture.builder().timeout(Duration.ZERO)).hasMessageContaining("timeout was PT0S");
        assertThatThrownBy(() -> fixture.builder().alsoFor(" ")).hasMessageContaining("alsoFor was blank");
    }
}
