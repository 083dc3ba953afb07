package io.handclasp.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Security;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A benchmark that measures failures is fast: every contender must reach a good verdict. */
class ColdVerificationTests {
    @ParameterizedTest
    @CsvSource({
        "RS256, jdk, 7",
        "ES256, jdk, 7",
        "EdDSA, jdk, 4",
        "RS256, accp, 2",
        "ES256, accp, 2",
        "EdDSA, accp, 2",
        "RS256, installed, 7",
        "ES256, installed, 7",
        "EdDSA, installed, 4"
    })
    void everyContenderWhenTokenIsGoodThenAccepts(String algorithm, String provider, int contenders) throws Exception {
        assumeTrue(
                provider.equals("jdk") || AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError() == null,
                "the native provider is not built for this platform");
        ColdVerification benchmark = new ColdVerification();
        benchmark.algorithm = algorithm;
        benchmark.provider = provider;
        try {
            Map<String, Callable<?>> methods = benchmark.methods(3);

            assertThat(methods).hasSize(contenders).containsKeys(ColdVerification.BARE, "HANDCLASP");
            for (Map.Entry<String, Callable<?>> method : methods.entrySet()) {
                boolean bare = method.getKey().equals(ColdVerification.BARE);
                for (int i = 0; i < 4; i++) {
                    assertThat((Object) method.getValue().call())
                            .as(method.getKey())
                            .isEqualTo(bare ? (Object) true : "user-" + i % 3);
                }
            }
        } finally {
            Security.removeProvider(AmazonCorrettoCryptoProvider.PROVIDER_NAME);
        }
    }

    @Test
    void setUpWhenContenderTakesNoPartThenFails() {
        ColdVerification benchmark = new ColdVerification();
        benchmark.algorithm = "EdDSA";
        benchmark.who = "NIMBUS";

        assertThatThrownBy(benchmark::setUp).hasMessageContaining("NIMBUS takes no part in EdDSA");
    }
}
