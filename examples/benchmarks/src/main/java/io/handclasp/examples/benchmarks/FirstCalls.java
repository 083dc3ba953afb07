package io.handclasp.examples.benchmarks;

import io.handclasp.core.time.TimeSource;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Starts {@link FirstCall} in JVMs of their own, one contender after another, round after round, and prints a row of a table
 * for each. Run it in the root of a checkout, after the benchmarks and {@code examples/benchmarks/peers} were built.
 */
public final class FirstCalls {
    private static final int SAMPLES = 15;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private FirstCalls() {}

    /** What one JVM said. */
    record Sample(long micros, long classes) {}

    /**
     * Measures and prints.
     *
     * @param args how many JVMs for each, by default 15
     * @throws Exception when a JVM does not come to a good verdict within a minute
     */
    public static void main(String... args) throws Exception {
        int samples = args.length == 0 ? SAMPLES : Integer.parseInt(args[0]);
        Path own = Path.of("examples/benchmarks/target/classes");
        Path core = Path.of(TimeSource.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        String input = input();
        Map<String, List<Sample>> all = new LinkedHashMap<>();
        for (int i = 0; i < samples; i++) {
            for (String who : contenders()) {
                String jars = who.equals(ColdVerification.BARE)
                        ? ""
                        : PeerJars.directory(Path.of("examples/benchmarks"), Contender.valueOf(who)) + "/*";
                String classPath =
                        String.join(System.getProperty("path.separator"), own.toString(), core.toString(), jars);
                all.computeIfAbsent(who, any -> new ArrayList<>()).add(sample(classPath, who, input));
            }
        }
        all.forEach((who, found) -> System.out.println(row(title(who), found)));
    }

    static List<String> contenders() {
        return Stream.concat(
                        Stream.of(ColdVerification.BARE),
                        Arrays.stream(Contender.values()).map(Contender::name))
                .toList();
    }

    private static String title(String who) {
        return who.equals(ColdVerification.BARE)
                ? "bare JCA check"
                : Contender.valueOf(who).title();
    }

    /** What {@link FirstCall} reads. */
    static String input() throws Exception {
        TokenBatch batch = TokenBatch.of(
                Algorithm.RS256,
                TokenBatch.Claims.REQUIRED,
                1,
                TimeSource.system().now().plus(Duration.ofHours(2)));
        IssuerKey key = batch.issuerKey();
        return String.join(
                "\n",
                key.algorithm().name(),
                Base64.getEncoder().encodeToString(key.encoded()),
                key.jwks(),
                batch.tokens().get(0).text(),
                "");
    }

    /** One JVM. What it says is short, so it never waits for somebody to read it. */
    static Sample sample(String classPath, String who, String input) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(java, "-cp", classPath, FirstCall.class.getName(), who).start();
        try (Writer writer = process.outputWriter(StandardCharsets.US_ASCII)) {
            writer.write(input);
            writer.flush();
            if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(who + " has no verdict after " + LONGEST);
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException(who + " failed: "
                        + new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
            }
            try (Scanner said = new Scanner(process.getInputStream(), StandardCharsets.US_ASCII)) {
                return new Sample(said.nextLong(), said.nextLong());
            }
        } finally {
            process.destroyForcibly();
        }
    }

    /** The median, the quarters around it and the least of the times, and the median of the classes. */
    static String row(String title, List<Sample> samples) {
        long[] micros = samples.stream().mapToLong(Sample::micros).sorted().toArray();
        long[] classes = samples.stream().mapToLong(Sample::classes).sorted().toArray();
        int n = samples.size();
        return String.format(
                Locale.ROOT,
                "| %d | %s | %.0f | %.0f to %.0f | %.0f | %,d | %d |",
                Runtime.version().feature(),
                title,
                micros[n / 2] / 1e3,
                micros[n / 4] / 1e3,
                micros[3 * n / 4] / 1e3,
                micros[0] / 1e3,
                classes[n / 2],
                n);
    }
}
