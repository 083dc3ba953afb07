package io.handclasp.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.handclasp.websocket.verify.Verification;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A benchmark that measures failures is fast: every contender must reach a good verdict. */
class ColdVerificationTests {
    @ParameterizedTest
    @CsvSource({"RS256, jdk", "ES256, jdk", "EdDSA, jdk", "RS256, accp", "ES256, accp", "EdDSA, accp"})
    void everyContenderWhenTokenIsGoodThenAccepts(String algorithm, String provider) throws Exception {
        assumeTrue(
                provider.equals("jdk") || AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError() == null,
                "the native provider is not built for this platform");
        ColdVerification benchmark = new ColdVerification();
        benchmark.algorithm = algorithm;
        benchmark.provider = provider;
        benchmark.setUp();

        for (int i = 0; i < 3; i++) {
            assertThat(benchmark.bareJca()).isTrue();
            assertThat(benchmark.handclasp()).isInstanceOf(Verification.Valid.class);
        }
        boolean peersTakePart = provider.equals("jdk") && !algorithm.equals("EdDSA");
        assertThat(benchmark.nimbus() != null).isEqualTo(peersTakePart);
        assertThat(benchmark.auth0() != null).isEqualTo(peersTakePart);
    }
}
