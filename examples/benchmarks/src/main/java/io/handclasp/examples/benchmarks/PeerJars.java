package io.handclasp.examples.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What Maven fetches for each contender, as {@code examples/benchmarks/peers} resolved it: prints a row of a table for each. Run
 * it in the root of a checkout, after that was built.
 */
public final class PeerJars {
    private static final double KIB = 1024;

    private PeerJars() {}

    /**
     * Prints.
     *
     * @param args none
     * @throws IOException when the jars cannot be read
     */
    public static void main(String... args) throws IOException {
        for (Contender contender : Contender.values()) {
            System.out.println(row(contender.title(), directory(Path.of("examples/benchmarks"), contender)));
        }
    }

    /** Where all jars of a contender lie; a copy of its own lies in {@code own}. */
    static Path directory(Path benchmarks, Contender contender) {
        return benchmarks.resolve("peers").resolve(contender.directory()).resolve("target/lib");
    }

    static String row(String title, Path directory) throws IOException {
        List<Path> own = jars(directory.resolve("own"));
        if (own.size() != 1) {
            throw new IOException(directory + "/own does not hold one jar: " + own);
        }
        List<Path> all = jars(directory);
        String name = own.get(0).getFileName().toString().replaceFirst("\\.jar$", "");
        return String.format(
                Locale.ROOT, "| %s | `%s` | %,.0f | %d | %,.0f |", title, name, kib(own), all.size() - 1, kib(all));
    }

    private static List<Path> jars(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
    }

    private static double kib(List<Path> files) {
        return files.stream().mapToLong(PeerJars::size).sum() / KIB;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
