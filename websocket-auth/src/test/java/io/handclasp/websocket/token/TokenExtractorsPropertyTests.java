package io.handclasp.websocket.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.websocket.handshake.HandshakeRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TokenExtractorsPropertyTests {
    @Property
    void standardWhenTokenIsRenderedIntoAHeaderThenExtractedAgain(@ForAll("tokens") String token) {
        Extraction extraction = TokenExtractors.standard()
                .extract(HandshakeRequest.builder()
                        .header("Authorization", "Bearer " + token)
                        .build());
        assertFound(extraction, token);
    }

    @Property
    void standardWhenTokenIsRenderedIntoThePairThenExtractedAgain(
            @ForAll("tokens") String token, @ForAll("protocols") List<String> others) {
        Assume.that(!token.equals("bearer") && !others.contains("bearer"));
        String offer = String.join(", ", others) + ", bearer, " + token;
        Extraction extraction = TokenExtractors.standard()
                .extract(HandshakeRequest.builder()
                        .header("Sec-WebSocket-Protocol", offer)
                        .build());
        assertFound(extraction, token);
    }

    @Property(tries = 3_000)
    void standardWhenAnyHeadersThenAnswersWithDataThatHidesThem(
            @ForAll("lines") List<String> authorization, @ForAll("lines") List<String> offers) {
        HandshakeRequest.Builder request = HandshakeRequest.builder();
        authorization.forEach(line -> request.header("Authorization", line));
        offers.forEach(line -> request.header("Sec-WebSocket-Protocol", line));
        Extraction extraction = TokenExtractors.standard().extract(request.build());
        assertThat(extraction.toString()).doesNotContain("q7q");
    }

    @Property(tries = 3_000)
    void chooseWhenAnythingIsOfferedThenTheAnswerWasOfferedAndIsNoToken(
            @ForAll("protocols") List<String> offered, @ForAll("protocols") List<String> supported) {
        SubprotocolChoice.choose(offered, supported).ifPresent(answer -> {
            assertThat(offered).contains(answer);
            assertThat(answer.equals("bearer") || supported.contains(answer)).isTrue();
            assertThat(answer.equals("bearer") || !tokenPlaces(offered).contains(answer))
                    .isTrue();
        });
    }

    @Property(tries = 3_000)
    void chooseWhenTheHostSupportsSomethingOfferedThenItsFirst(
            @ForAll("protocols") List<String> offered, @ForAll("protocols") List<String> supported) {
        List<String> possible = supported.stream()
                .filter(offered::contains)
                .filter(protocol -> !protocol.equals("bearer")
                        && tokenPlaces(offered).stream().noneMatch(protocol::contains))
                .toList();
        Optional<String> otherwise = offered.contains("bearer") ? Optional.of("bearer") : Optional.empty();
        assertThat(SubprotocolChoice.choose(offered, supported))
                .isEqualTo(possible.isEmpty() ? otherwise : Optional.of(possible.get(0)));
    }

    private static List<String> tokenPlaces(List<String> offered) {
        return IntStream.range(1, offered.size())
                .filter(place -> offered.get(place - 1).equals("bearer"))
                .mapToObj(offered::get)
                .toList();
    }

    private static void assertFound(Extraction extraction, String token) {
        assertThat(extraction)
                .isInstanceOfSatisfying(
                        Extraction.Found.class,
                        found -> assertThat(found.token().reveal()).isEqualTo(token));
    }

    @Provide
    Arbitrary<String> tokens() {
        Arbitrary<String> body = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .numeric()
                .withChars("-._~+/")
                .ofMinLength(1)
                .ofMaxLength(64);
        return body.flatMap(text -> Arbitraries.integers().between(0, 2).map(count -> text + "=".repeat(count)));
    }

    @Provide
    Arbitrary<List<String>> protocols() {
        return Arbitraries.of("bearer", "chat", "v2.chat", "opaque", "Bearer")
                .list()
                .ofMaxSize(5);
    }

    @Provide
    Arbitrary<List<String>> lines() {
        Arbitrary<String> word = Arbitraries.of("Bearer", "bearer", "Basic", ",", " ", "\t", "q7q", "=", "é", "\n", "");
        return word.list()
                .ofMaxSize(6)
                .map(words -> String.join("", words))
                .list()
                .ofMaxSize(3);
    }
}
