package io.handclasp.docs;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Java process of its own, of the JDK that runs the tests, which ends in time or is ended. */
final class ChildJvm {
    private static final Duration LIMIT = Duration.ofSeconds(50);

    private ChildJvm() {}

    /**
     * What a process left behind.
     *
     * @param exitCode its exit code
     * @param output what it wrote to both of its streams
     */
    record Ended(int exitCode, String output) {}

    static Ended run(Path workDirectory, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        Path output = workDirectory.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .directory(workDirectory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("still running after " + LIMIT + ": " + Repository.read(output));
            }
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Repository.read(output));
    }
}
