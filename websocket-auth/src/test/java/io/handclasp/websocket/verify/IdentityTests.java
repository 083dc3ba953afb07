package io.handclasp.websocket.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class IdentityTests {
    @Test
    void buildWhenEverythingIsSetThenKept() {
        Identity identity = Identity.builder("alice")
                .issuer("https://issuer.example")
                .audience(List.of("chat", "mail"))
                .scopes(List.of("read", "write"))
                .tenant("acme")
                .tokenId("t-1")
                .sessionId("s-1")
                .issuedAt(Instant.EPOCH)
                .expiresAt(Instant.MAX)
                .claims(Map.of("role", "admin"))
                .build();
        assertThat(identity.subject()).isEqualTo("alice");
        assertThat(identity.issuer()).contains("https://issuer.example");
        assertThat(identity.audience()).isEqualTo(Set.of("chat", "mail"));
        assertThat(identity.scopes()).isEqualTo(Set.of("read", "write"));
        assertThat(identity.tenant()).contains("acme");
        assertThat(identity.tokenId()).contains("t-1");
        assertThat(identity.sessionId()).contains("s-1");
        assertThat(identity.issuedAt()).contains(Instant.EPOCH);
        assertThat(identity.expiresAt()).contains(Instant.MAX);
        assertThat(identity.claims()).isEqualTo(Map.of("role", "admin"));
    }

    @Test
    void claimsWhenSourceChangesThenIdentityStays() {
        List<Object> inner = new ArrayList<>(List.of("a"));
        Map<String, Object> nested = new HashMap<>(Map.of("list", inner));
        Map<String, Object> claims = new HashMap<>(Map.of("nested", nested));
        Set<String> scopes = new HashSet<>(Set.of("read"));
        Identity identity =
                Identity.builder("alice").claims(claims).scopes(scopes).build();
        inner.add("b");
        nested.put("more", 1);
        claims.put("admin", true);
        scopes.add("write");
        assertThat(identity.claims()).isEqualTo(Map.of("nested", Map.of("list", List.of("a"))));
        assertThat(identity.scopes()).containsExactly("read");
    }

    @Test
    void claimsWhenChangedAtAnyDepthThenRefused() {
        Identity identity = Identity.builder("alice")
                .claims(Map.of("map", new HashMap<>(Map.of("list", new ArrayList<>(List.of("a"))))))
                .build();
        Map<?, ?> map = (Map<?, ?>) identity.claims().get("map");
        List<?> list = (List<?>) map.get("list");
        assertUnmodifiable(() -> identity.claims().clear());
        assertUnmodifiable(map::clear);
        assertUnmodifiable(list::clear);
        assertUnmodifiable(() -> identity.scopes().clear());
        assertUnmodifiable(() -> identity.audience().clear());
    }

    @Test
    void claimsWhenANumberIsMutableThenKeptAsText() {
        AtomicLong counter = new AtomicLong(7);
        Identity identity =
                Identity.builder("alice").claims(Map.of("count", counter)).build();
        counter.set(8);
        assertThat(identity.claims()).isEqualTo(Map.of("count", "7"));
    }

    @Test
    void claimsWhenJsonNullsThenLeftOut() {
        Map<String, Object> claims = new HashMap<>();
        claims.put("absent", null);
        claims.put("list", Arrays.asList("a", null, 1L, 2.5, true, BigDecimal.TEN));
        assertThat(Identity.builder("alice").claims(claims).build().claims())
                .isEqualTo(Map.of("list", List.of("a", 1L, 2.5, true, BigDecimal.TEN)));
    }

    @Test
    void buildWhenSubjectIsBlankThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Identity.builder(" ").build())
                .withMessageContaining("subject");
    }

    @Test
    void toStringWhenClaimsHoldPersonalDataThenNotShown() {
        Identity identity = Identity.builder("alice")
                .issuer("https://issuer.example")
                .claims(Map.of("email", "alice@example.org"))
                .tokenId("t-1")
                .build();
        assertThat(identity).hasToString("Identity[subject=alice, issuer=https://issuer.example]");
        assertThat(Identity.builder("bob").build()).hasToString("Identity[subject=bob, issuer=unknown]");
    }

    private static void assertUnmodifiable(Runnable change) {
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(change::run);
    }
}
