package io.handclasp.websocket.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.websocket.handshake.HandshakeRequest;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** What a client wrote is read again, from every carrier, and never answered. */
class CarrierPropertyTests {
    @Property
    void extractWhenTokenIsRenderedThenTheSameToken(
            @ForAll Carrier carrier, @ForAll(supplier = Tokens.Any.class) String token) {
        Assume.that(readsItself(token));
        Extraction extraction = Carrier.EVERYWHERE.extract(carrier.request(token));
        assertThat(extraction).isInstanceOfSatisfying(Extraction.Found.class, found -> {
            assertThat(found.token().reveal()).isEqualTo(token);
            assertThat(found.source()).isEqualTo(carrier.source());
        });
        assertThat(extraction.toString()).doesNotContain(token.length() < 8 ? "\u0000" : token);
    }

    @Property
    void extractWhenJsonWebTokenIsEncodedAfterAPrefixThenTheToken(
            @ForAll(supplier = Tokens.JsonWebToken.class) String token,
            @ForAll(supplier = Tokens.Prefix.class) String prefix) {
        HandshakeRequest request = HandshakeRequest.builder()
                .header("Sec-WebSocket-Protocol", "chat, " + prefix + Carrier.base64Url(token))
                .build();
        assertThat(TokenExtractors.standard().extract(request))
                .isEqualTo(new Extraction.Found(BearerToken.of(token), TokenSource.SUBPROTOCOL, Optional.empty()));
    }

    @Property
    void extractWhenTwoCarriersHoldTheSameTokenThenFound(
            @ForAll Carrier one, @ForAll Carrier other, @ForAll(supplier = Tokens.Any.class) String token) {
        Assume.that(readsItself(token) && one.source() != other.source());
        HandshakeRequest.Builder request = HandshakeRequest.builder().header("Origin", Carrier.ORIGIN);
        one.write(token, request);
        other.write(token, request);
        assertThat(Carrier.EVERYWHERE.extract(request.build())).isInstanceOf(Extraction.Found.class);
    }

    @Property
    void extractWhenTwoCarriersHoldDifferentTokensThenAmbiguous(
            @ForAll Carrier one,
            @ForAll Carrier other,
            @ForAll(supplier = Tokens.Any.class) String token,
            @ForAll(supplier = Tokens.Any.class) String another) {
        Assume.that(readsItself(token) && readsItself(another) && !token.equals(another));
        Assume.that(one.source() != other.source());
        HandshakeRequest.Builder request = HandshakeRequest.builder().header("Origin", Carrier.ORIGIN);
        one.write(token, request);
        other.write(another, request);
        assertThat(Carrier.EVERYWHERE.extract(request.build()))
                .isInstanceOfSatisfying(
                        Extraction.Ambiguous.class,
                        ambiguous -> assertThat(ambiguous.sources())
                                .containsExactlyInAnyOrder(one.source(), other.source()));
    }

    @Property
    void chooseWhenAnyCarriersAreMixedThenTheAnswerWasOfferedAndHoldsNoToken(
            @ForAll @Size(max = 4) List<Carrier> carriers,
            @ForAll(supplier = Tokens.Any.class) String token,
            @ForAll @Size(max = 3) List<Boolean> supports) {
        List<String> offered = carriers.stream()
                .flatMap(carrier -> carrier.offer(token).stream())
                .toList();
        // A host that lists whatever is offered: the worst that it can do.
        List<String> supported = supports.contains(true) ? offered : List.of("chat", "v4.channel.k8s.io");
        Optional<String> answer = SubprotocolChoice.choose(offered, supported);
        answer.ifPresent(chosen -> assertThat(offered).contains(chosen));
        answer.ifPresent(chosen -> assertThat(chosen).doesNotContain(token).doesNotContain(Carrier.base64Url(token)));
        assertThat(SubprotocolChoice.choose(offered, supported)).isEqualTo(answer);
    }

    /** A token that looks like a marker or an element of a convention cannot be told from it, and no issuer makes such. */
    private static boolean readsItself(String token) {
        return !token.equals("bearer") && !token.equals("chat");
    }
}
