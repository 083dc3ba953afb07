package io.handclasp.drift.history;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link HistoryWriter} and what it said. */
final class WriterProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;
    private int said;
    private int known;
    private int last = -1;

    private WriterProcess(Process process) {
        this.process = process;
        output = process.inputReader();
    }

    static WriterProcess start(String url, String target, int from, int to, int pause) throws IOException {
        return new WriterProcess(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HistoryWriter.class.getName(),
                        url,
                        target,
                        String.valueOf(from),
                        String.valueOf(to),
                        String.valueOf(pause))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Reads what it says until it has said so many lines or has ended. */
    WriterProcess read(int lines) throws IOException {
        while (said < lines) {
            String line = output.readLine();
            if (line == null) {
                break;
            }
            List<String> words = List.of(line.split(" "));
            known += words.get(0).equals("known") ? 1 : 0;
            last = Integer.parseInt(words.get(1));
            said++;
        }
        return this;
    }

    /** Ends it as kill -9 does, in the middle of whatever it does, and reads what it had said by then. */
    WriterProcess kill() throws Exception {
        // Not through the process, which would close the pipe with what is still in it.
        process.toHandle().destroyForcibly();
        read(Integer.MAX_VALUE);
        process.waitFor(30, TimeUnit.SECONDS);
        return this;
    }

    int exitCode() throws Exception {
        read(Integer.MAX_VALUE);
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("a writer is still there");
        }
        return process.exitValue();
    }

    /** How many it said. */
    int said() {
        return said;
    }

    /** How many of them it found there. */
    int known() {
        return known;
    }

    /** The number of the newest that it said is kept; -1 before it said any. */
    int last() {
        return last;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
