package io.handclasp.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.handclasp.core.time.TimeSource;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A peer that is set up to check less than it should is fast: each must admit what is good and refuse what is not. */
class ContenderTests {
    private static final Instant NOW = TimeSource.system().now();
    private static final Instant EXPIRY = NOW.plus(Duration.ofHours(2));
    /** Keys are dear: one for each algorithm serves all tests. */
    private static final Map<Algorithm, TokenBatch> BATCHES = new EnumMap<>(Algorithm.class);

    static Stream<Arguments> contenders() {
        return Arrays.stream(Contender.values())
                .flatMap(who -> Arrays.stream(Algorithm.values())
                        .filter(who::takes)
                        .map(algorithm -> Arguments.of(who, algorithm)));
    }

    static Stream<Arguments> absentees() {
        return Arrays.stream(Contender.values())
                .flatMap(who -> Arrays.stream(Algorithm.values())
                        .filter(algorithm -> !who.takes(algorithm))
                        .map(algorithm -> Arguments.of(who, algorithm)));
    }

    private static TokenBatch batch(Algorithm algorithm) throws GeneralSecurityException {
        if (!BATCHES.containsKey(algorithm)) {
            BATCHES.put(algorithm, newBatch(algorithm));
        }
        return BATCHES.get(algorithm);
    }

    private static TokenBatch newBatch(Algorithm algorithm) throws GeneralSecurityException {
        return TokenBatch.of(algorithm, TokenBatch.Claims.REQUIRED, 2, EXPIRY);
    }

    @ParameterizedTest
    @MethodSource("contenders")
    void subjectOfWhenTokenIsGoodThenSaysWhoseItIs(Contender who, Algorithm algorithm) throws Exception {
        TokenBatch batch = batch(algorithm);
        Peer peer = who.newPeer(batch.issuerKey());

        for (int i = 0; i < 2; i++) {
            assertThat(peer.subjectOf(batch.tokens().get(i).text())).isEqualTo("user-" + i);
        }
    }

    @ParameterizedTest
    @MethodSource("contenders")
    void subjectOfWhenTokenWasTamperedWithThenRefuses(Contender who, Algorithm algorithm) throws Exception {
        TokenBatch batch = batch(algorithm);
        Peer peer = who.newPeer(batch.issuerKey());
        String good = batch.tokens().get(0).text();
        String input = good.substring(0, good.lastIndexOf('.'));

        assertRefused(peer, changed(good, "user-0", "user-1") + good.substring(input.length()));
        assertRefused(peer, input + batch.tokens().get(1).text().substring(input.length()));
        assertRefused(peer, input + ".");
        assertThat(peer.subjectOf(good)).isEqualTo("user-0");
    }

    @ParameterizedTest
    @MethodSource("contenders")
    void subjectOfWhenAnotherKeySignedThenRefuses(Contender who, Algorithm algorithm) throws Exception {
        Peer peer = who.newPeer(batch(algorithm).issuerKey());

        assertRefused(peer, newBatch(algorithm).tokens().get(0).text());
    }

    @ParameterizedTest
    @MethodSource("contenders")
    void subjectOfWhenSignedForOthersOrTooOldThenRefuses(Contender who, Algorithm algorithm) throws Exception {
        TokenBatch batch = batch(algorithm);
        Peer peer = who.newPeer(batch.issuerKey());
        String good = batch.tokens().get(0).text();

        assertThat(peer.subjectOf(resigned(batch, algorithm, good, "user-0", "user-7")))
                .isEqualTo("user-7");
        assertRefused(peer, resigned(batch, algorithm, good, TokenBatch.ISSUER, "https://else.example"));
        assertRefused(peer, resigned(batch, algorithm, good, "\"aud\":\"" + TokenBatch.AUDIENCE, "\"aud\":\"other"));
        String exp = "\"exp\":" + EXPIRY.getEpochSecond();
        String past = "\"exp\":" + NOW.minus(Duration.ofMinutes(10)).getEpochSecond();
        assertRefused(peer, resigned(batch, algorithm, good, exp, past));
    }

    @ParameterizedTest
    @MethodSource("absentees")
    void newPeerWhenAlgorithmIsNotTakenThenSaysSo(Contender who, Algorithm algorithm) throws Exception {
        IssuerKey key = batch(algorithm).issuerKey();

        assertThatThrownBy(() -> who.newPeer(key)).hasMessageContaining(algorithm.name());
    }

    private static void assertRefused(Peer peer, String token) {
        assertThat(catchThrowable(() -> peer.subjectOf(token)))
                .isInstanceOf(Exception.class)
                .isNotInstanceOfAny(NullPointerException.class, ClassCastException.class);
    }

    /** Header and payload with another text in the payload. */
    private static String changed(String token, String from, String to) {
        int dot = token.indexOf('.');
        String payload = token.substring(dot + 1, token.lastIndexOf('.'));
        String claims = new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8);
        assertThat(claims).contains(from);
        byte[] others = claims.replace(from, to).getBytes(StandardCharsets.UTF_8);
        return token.substring(0, dot + 1)
                + Base64.getUrlEncoder().withoutPadding().encodeToString(others);
    }

    private static String resigned(TokenBatch batch, Algorithm algorithm, String token, String from, String to)
            throws GeneralSecurityException {
        String input = changed(token, from, to);
        byte[] signature = algorithm.sign(batch.keys(), input.getBytes(StandardCharsets.US_ASCII));
        return input + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }
}
