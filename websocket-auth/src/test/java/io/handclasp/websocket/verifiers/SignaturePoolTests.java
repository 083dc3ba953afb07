package io.handclasp.websocket.verifiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.nimbusds.jose.JOSEException;
import io.handclasp.websocket.testing.TestKey;
import io.handclasp.websocket.testing.TestTokens;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SignaturePoolTests {
    private static final int THREADS = 8;
    private static final int CHECKS = 500;

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String unsigned(String text) {
        return "e30." + encoded(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] signature(TestKey key, String text) {
        return key.sign(key.algorithm(), unsigned(text).getBytes(StandardCharsets.US_ASCII));
    }

    private static SignedToken token(String text, byte[] signature) {
        return SignedToken.parse(unsigned(text) + "." + encoded(signature)).orElseThrow();
    }

    private static SignaturePool pool(TestKey key, @Nullable Provider provider) {
        String name = switch (key.algorithm()) {
            case "RS256" -> "SHA256withRSA";
            case "ES256" -> "SHA256withECDSAinP1363Format";
            default -> "Ed25519";
        };
        return new SignaturePool(name, key.publicKey(), provider);
    }

    static Stream<Arguments> kinds() {
        List<Arguments> kinds = new ArrayList<>();
        for (TestKey key : List.of(TestTokens.RSA, TestTokens.EC, TestTokens.ED25519)) {
            kinds.add(Arguments.of(key, null));
            if (AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError() == null) {
                kinds.add(Arguments.of(key, AmazonCorrettoCryptoProvider.INSTANCE));
            }
        }
        return kinds.stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void verifiesWhenBadSignaturesStandBetweenGoodOnesThenEachIsJudgedByItself(TestKey key, @Nullable Provider provider)
            throws JOSEException {
        SignaturePool pool = pool(key, provider);
        byte[] good = signature(key, "text");
        byte[] other = signature(key, "other");

        for (int i = 0; i < 3; i++) {
            assertThat(pool.verifies(token("text", good))).isTrue();
            assertThat(pool.verifies(token("text", other))).isFalse();
            assertThat(pool.verifies(token("other", other))).isTrue();
            assertThat(pool.verifies(token("text", new byte[good.length]))).isFalse();
            assertThat(pool.verifies(token("text", new byte[3]))).isFalse();
            assertThat(pool.verifies(token("text", new byte[0]))).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void verifiesWhenManyThreadsShareThePoolThenNoCheckMixesTheirBytes(TestKey key, @Nullable Provider provider)
            throws InterruptedException {
        SignaturePool pool = pool(key, provider);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        CountDownLatch done = new CountDownLatch(THREADS);
        int checks = key == TestTokens.RSA ? CHECKS : CHECKS / 20;
        for (int t = 0; t < THREADS; t++) {
            String text = "text of thread " + t;
            byte[] signature = signature(key, text);
            threads.execute(() -> {
                for (int i = 0; i < checks; i++) {
                    try {
                        if (!pool.verifies(token(text, signature))
                                || pool.verifies(token("text of another", signature))) {
                            wrong.add("a wrong verdict");
                        }
                    } catch (JOSEException failure) {
                        wrong.add(failure.toString());
                    }
                }
                done.countDown();
            });
        }

        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        threads.shutdownNow();
        assertThat(wrong).isEmpty();
    }

    @Test
    void verifiesWhenTheProviderKnowsNoRsaThenItSaysSoInsteadOfFalse() {
        SignaturePool incapable =
                new SignaturePool("SHA256withRSA", TestTokens.RSA.publicKey(), Security.getProvider("SUN"));

        assertThatExceptionOfType(JOSEException.class)
                .isThrownBy(() -> incapable.verifies(token("text", new byte[256])));
    }
}
