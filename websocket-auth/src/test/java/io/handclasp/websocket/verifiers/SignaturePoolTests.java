package io.handclasp.websocket.verifiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JOSEException;
import io.handclasp.websocket.testing.TestTokens;
import java.nio.charset.StandardCharsets;
import java.security.Security;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SignaturePoolTests {
    private static final int THREADS = 8;
    private static final int CHECKS = 500;

    private final SignaturePool pool = new SignaturePool("SHA256withRSA", TestTokens.RSA.publicKey(), null);

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void verifiesWhenBadSignaturesStandBetweenGoodOnesThenEachIsJudgedByItself() throws JOSEException {
        byte[] good = TestTokens.RSA.sign("RS256", bytes("text"));
        byte[] other = TestTokens.RSA.sign("RS256", bytes("other"));

        for (int i = 0; i < 3; i++) {
            assertThat(pool.verifies(bytes("text"), good)).isTrue();
            assertThat(pool.verifies(bytes("text"), other)).isFalse();
            assertThat(pool.verifies(bytes("text"), new byte[256])).isFalse();
            assertThat(pool.verifies(bytes("text"), new byte[3])).isFalse();
            assertThat(pool.verifies(bytes("text"), new byte[0])).isFalse();
        }
    }

    @Test
    void verifiesWhenManyThreadsShareThePoolThenNoCheckMixesTheirBytes() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        CountDownLatch done = new CountDownLatch(THREADS);
        for (int t = 0; t < THREADS; t++) {
            byte[] text = bytes("text of thread " + t);
            byte[] signature = TestTokens.RSA.sign("RS256", text);
            byte[] another = bytes("text of another");
            threads.execute(() -> {
                for (int i = 0; i < CHECKS; i++) {
                    try {
                        if (!pool.verifies(text, signature) || pool.verifies(another, signature)) {
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
                .isThrownBy(() -> incapable.verifies(bytes("text"), new byte[256]));
    }
}
