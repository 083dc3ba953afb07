package io.handclasp.examples.benchmarks;

import io.handclasp.core.time.TimeSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Locale;

/**
 * The first verdict of a JVM: from {@code main} until a verifier is set up and has judged its first token. {@link FirstCalls}
 * starts it anew for each sample, with the jars of one peer only, and writes to its standard input the algorithm, the public
 * key, the key set and a token, a line each.
 */
public final class FirstCall {
    private FirstCall() {}

    /**
     * Prints microseconds and classes loaded.
     *
     * @param args who verifies: a {@link Contender}, or {@code BARE} for the bare check of the signature
     * @throws Exception when the token is refused
     */
    public static void main(String... args) throws Exception {
        ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        Algorithm algorithm = Algorithm.valueOf(line(in));
        IssuerKey key = new IssuerKey(algorithm, Base64.getDecoder().decode(line(in)), line(in));
        String token = line(in);
        TimeSource time = TimeSource.system();
        long before = classes.getTotalLoadedClassCount();
        long start = time.nanoTime();
        verify(args[0], key, token);
        long nanos = time.nanoTime() - start;
        System.out.printf(Locale.ROOT, "%d %d%n", nanos / 1_000, classes.getTotalLoadedClassCount() - before);
    }

    private static String line(BufferedReader in) throws IOException {
        String line = in.readLine();
        if (line == null) {
            throw new IOException("expected on standard input: algorithm, key, key set, token");
        }
        return line;
    }

    static void verify(String who, IssuerKey key, String token) throws Exception {
        if (who.equals(ColdVerification.BARE)) {
            bare(key, token);
        } else {
            String subject = Contender.valueOf(who).newPeer(key).subjectOf(token);
            if (!subject.equals("user-0")) {
                throw new GeneralSecurityException("not the token's subject");
            }
        }
    }

    private static void bare(IssuerKey key, String token) throws GeneralSecurityException {
        PublicKey publicKey = key.publicKey();
        int dot = token.lastIndexOf('.');
        byte[] input = token.substring(0, dot).getBytes(StandardCharsets.US_ASCII);
        byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
        if (!key.algorithm().verify(publicKey, input, signature, null)) {
            throw new GeneralSecurityException("the signature is bad");
        }
    }
}
