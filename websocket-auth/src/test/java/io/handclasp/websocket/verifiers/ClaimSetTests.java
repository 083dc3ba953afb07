package io.handclasp.websocket.verifiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.handclasp.core.json.JsonMaps;
import io.handclasp.websocket.verify.Identity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimSetTests {
    @Test
    void scopesWhenWrittenInAnyWayThenItsSingleWords() {
        assertThat(scopes("{}")).isEmpty();
        assertThat(scopes("{\"scope\":\"\"}")).isEmpty();
        assertThat(scopes("{\"scope\":\"  \"}")).isEmpty();
        assertThat(scopes("{\"scope\":\"read\"}")).isEqualTo(Set.of("read"));
        assertThat(scopes("{\"scope\":\" read  write \"}")).isEqualTo(Set.of("read", "write"));
        assertThat(scopes("{\"scp\":\"read write\"}")).isEqualTo(Set.of("read", "write"));
        assertThat(scopes("{\"scp\":[\"read\",\"a b\"],\"scope\":\"c\"}")).isEqualTo(Set.of("read", "a", "b", "c"));
        assertThat(scopes("{\"scp\":[]}")).isEmpty();
    }

    @Test
    void scopesWhenAWordStandsSeveralTimesThenOnce() {
        assertThat(scopes("{\"scope\":\"read read\"}")).isEqualTo(Set.of("read"));
        assertThat(scopes("{\"scope\":\"a b\",\"scp\":[\"b\",\"c a\"]}")).isEqualTo(Set.of("a", "b", "c"));
    }

    @Test
    void scopesWhenManyThenAll() {
        for (int count : new int[] {7, 8, 9, 10, 11, 200}) {
            List<String> words =
                    IntStream.range(0, count).mapToObj(i -> "scope:" + i).toList();
            String claim = String.join(" ", words);
            assertThat(scopes("{\"scope\":\"" + claim + "\"}")).isEqualTo(Set.copyOf(words));
            assertThat(scopes("{\"scope\":\"" + claim + " " + claim + "\"}")).isEqualTo(Set.copyOf(words));
        }
    }

    @Test
    void scopesWhenAskedAgainThenTheSame() {
        ClaimSet claims = new ClaimSet(Map.of("scope", "read write"));
        assertThat(claims.scopes()).isSameAs(claims.scopes());
    }

    @Test
    void textsWhenOneOrSeveralThenASetThatNobodyCanChange() {
        Map<String, Object> source =
                new HashMap<>(Map.of("one", "a", "several", List.of("a", "b", "a"), "none", List.of()));
        ClaimSet claims = new ClaimSet(source);
        assertThat(claims.texts("one")).isEqualTo(Set.of("a"));
        assertThat(claims.texts("several")).isEqualTo(Set.of("a", "b"));
        assertThat(claims.texts("none")).isEmpty();
        assertThat(claims.texts("absent")).isEmpty();
        for (String claim : List.of("one", "several", "none", "absent")) {
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> claims.texts(claim).add("admin"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "true", "{\"a\":\"b\"}", "[\"a\",null]", "[null]", "[7]", "[[\"a\"]]", "[\"a\",true]"})
    void textsWhenAnythingElseThenRefusedAndNotLeftOut(String json) {
        ClaimSet claims = claims("{\"aud\":" + json + ",\"scope\":" + json + ",\"scp\":" + json + "}");
        assertThatExceptionOfType(ClaimSet.BadClaimException.class)
                .isThrownBy(() -> claims.texts("aud"))
                .satisfies(bad -> assertThat(bad.claim()).isEqualTo("aud"));
        assertThatExceptionOfType(ClaimSet.BadClaimException.class)
                .isThrownBy(claims::scopes)
                .satisfies(bad -> assertThat(bad.claim()).isEqualTo("scope"));
    }

    @Test
    void identityWhenTheClaimsHoldNullsThenLeftOut() {
        Identity identity = claims("{\"iss\":null,\"aud\":null,\"list\":[\"a\",null],\"map\":{\"b\":null}}")
                .identity("alice", null);
        assertThat(identity.issuer()).isEmpty();
        assertThat(identity.audience()).isEmpty();
        assertThat(identity.claims()).isEqualTo(Map.of("list", List.of("a"), "map", Map.of()));
    }

    @Test
    void identityWhenTheClaimsCameFromATokenThenNotCopied() {
        Map<String, Object> claims =
                JsonMaps.parse("{\"iss\":\"a\",\"roles\":[\"b\"]}").orElseThrow();
        assertThat(new ClaimSet(claims).identity("alice", null).claims()).isSameAs(claims);
    }

    private static Set<String> scopes(String json) {
        return claims(json).scopes();
    }

    private static ClaimSet claims(String json) {
        return new ClaimSet(JsonMaps.parse(json).orElseThrow());
    }
}
