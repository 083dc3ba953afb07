package io.handclasp.core.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A part of a page in {@code docs/} that a test's own results make. The test fails when the page says something else; run with
 * {@code -Dhandclasp.docs.update=true}, it writes the page instead.
 */
public final class GeneratedRegion {
    private static final String UPDATE = "handclasp.docs.update";

    private GeneratedRegion() {}

    /**
     * Checks a page against the results.
     *
     * @param page the page's path below the repository's root
     * @param name the region's name; it lies between {@code <!-- generated: NAME -->} and {@code <!-- /generated -->}
     * @param content what the results say
     */
    public static void assertSays(String page, String name, String content) {
        Path path = root().resolve(page);
        String text = read(path);
        String start = "<!-- generated: " + name + " -->\n";
        int from = text.indexOf(start);
        int to = text.indexOf("<!-- /generated -->", from);
        if (from < 0 || to < 0) {
            throw new AssertionError(page + " has no region generated: " + name);
        }
        String said = text.substring(from + start.length(), to);
        String wanted = "\n" + content.strip() + "\n\n";
        if (said.equals(wanted)) {
            return;
        }
        if (!Boolean.getBoolean(UPDATE)) {
            throw new AssertionError(
                    "the results say something else than " + page + ", region " + name + "; run with -D" + UPDATE
                            + "=true to write them there.\nThe page says:\n" + said + "\nThe results say:\n" + wanted);
        }
        write(path, text.substring(0, from + start.length()) + wanted + text.substring(to));
    }

    private static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (directory != null && !Files.exists(directory.resolve("LICENSE"))) {
            directory = directory.getParent();
        }
        if (directory == null) {
            throw new AssertionError("no LICENSE above " + Path.of("").toAbsolutePath() + ": where is the repository?");
        }
        return directory;
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static void write(Path path, String text) {
        try {
            Files.writeString(path, text);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
