package io.handclasp.probes.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import io.handclasp.core.Secret;
import io.handclasp.core.time.TimeSource;
import io.handclasp.probes.Probe;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.probes.ProbeState;
import io.handclasp.probes.testing.LoopbackServer;
import io.handclasp.probes.testing.Timed;
import java.net.URI;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;

class JwksProbeTests {
    private static LoopbackServer serve(List<JWK> keys, String... headers) throws Exception {
        String head = "HTTP/1.1 200 OK\r\n" + String.join("\r\n", headers) + (headers.length == 0 ? "" : "\r\n");
        return LoopbackServer.answering(head, new JWKSet(keys).toString(false));
    }

    private static JwksProbeBuilder probe(LoopbackServer server) {
        return JwksProbeBuilder.of(URI.create("http://127.0.0.1:" + server.port() + "/jwks"));
    }

    private static ECKey key(String id) throws Exception {
        return new ECKeyGenerator(Curve.P_256)
                .keyID(id)
                .keyUse(KeyUse.SIGNATURE)
                .generate();
    }

    private static Secret token(ECKey key) throws Exception {
        JWSObject token = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), new Payload("{}"));
        token.sign(new ECDSASigner(key));
        return Secret.of(token.serialize());
    }

    @Test
    void checkWhenKeysAreUsableAndSampleVerifiesThenUp() throws Exception {
        ECKey key = key("a");
        Secret sample = token(key);
        try (LoopbackServer server = serve(List.of(key.toPublicJWK()))) {
            Probe probe = probe(server).sample(() -> sample).build();

            ProbeOutcome outcome = Timed.check(probe);

            assertThat(outcome.state()).as(outcome.toString()).isEqualTo(ProbeState.UP);
            assertThat(outcome.details()).containsEntry("keys", "1 of 1 usable");
            assertThat(outcome.toString()).doesNotContain(sample.reveal());
            assertThat(probe.isRemote()).isTrue();
        }
    }

    @Test
    void checkWhenSampleIsOfAnotherKeyOfThatIdThenDown() throws Exception {
        Secret sample = token(key("a"));
        try (LoopbackServer server = serve(List.of(key("a").toPublicJWK()))) {
            ProbeOutcome outcome =
                    Timed.check(probe(server).sample(() -> sample).build());

            assertThat(outcome.state()).isEqualTo(ProbeState.DOWN);
            assertThat(outcome.hint().orElseThrow()).contains("#jwks-sample");
        }
    }

    @Test
    void checkWhenSecretKeyIsPublishedThenDown() throws Exception {
        JWK secret = new OctetSequenceKeyGenerator(256).generate();
        try (LoopbackServer server = LoopbackServer.answering(
                "HTTP/1.1 200 OK", "", "{\"keys\":[" + key("a").toPublicJWK() + "," + secret + "]}")) {
            assertThat(Timed.check(probe(server).build()).hint().orElseThrow()).contains("#jwks-secret-key");
        }
    }

    @Test
    void checkWhenNoKeyIsForSignaturesOrAllExpiredThenDown() throws Exception {
        JWK encryption = new ECKeyGenerator(Curve.P_256)
                .keyUse(KeyUse.ENCRYPTION)
                .generate()
                .toPublicJWK();
        JWK expired = new ECKeyGenerator(Curve.P_256)
                .expirationTime(Date.from(TimeSource.system().now().minusSeconds(60)))
                .generate()
                .toPublicJWK();
        try (LoopbackServer server = serve(List.of(encryption, expired))) {
            ProbeOutcome outcome = Timed.check(probe(server).build());

            assertThat(outcome.message()).contains("0 usable keys, at least 1 expected");
            assertThat(outcome.hint().orElseThrow()).contains("#jwks-no-usable-key");
        }
    }

    @Test
    void checkWhenACacheServesAnOldSetThenWarn() throws Exception {
        try (LoopbackServer server = serve(List.of(key("a").toPublicJWK()), "Age: 7200")) {
            ProbeOutcome outcome =
                    Timed.check(probe(server).maxAge(Duration.ofHours(1)).build());

            assertThat(outcome.state()).isEqualTo(ProbeState.WARN);
            assertThat(outcome.hint().orElseThrow()).contains("#jwks-old");
            assertThat(Timed.check(probe(server).build()).state()).isEqualTo(ProbeState.UP);
        }
    }

    @Test
    void checkWhenBodyIsNoKeySetThenDown() throws Exception {
        try (LoopbackServer server = LoopbackServer.answering("HTTP/1.1 200 OK", "", "<html>hello</html>")) {
            assertThat(Timed.check(probe(server).build()).hint().orElseThrow()).contains("#jwks-unreadable");
        }
    }
}
