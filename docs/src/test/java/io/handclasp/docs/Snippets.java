package io.handclasp.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The regions of compiled and tested sources that pages show: of the package {@code snippets}, and of the examples. */
final class Snippets {
    private static final Pattern TAG = Pattern.compile("\\s*// (tag|end)::([a-z0-9-]+)\\[\\]");

    private Snippets() {}

    /** The text of each region by its name, without the indentation that all of its lines share. */
    static Map<String, String> all() {
        Map<String, String> regions = new TreeMap<>();
        Stream<Path> directories = Stream.concat(
                Stream.of(Repository.testSources("docs").resolve("io/handclasp/docs/snippets")),
                Repository.modules().stream()
                        .filter(module -> module.startsWith("examples/"))
                        .flatMap(module -> Stream.of(Repository.mainSources(module), Repository.testSources(module)))
                        .filter(Files::isDirectory));
        directories
                .flatMap(directory -> Repository.javaFiles(directory).stream())
                .forEach(file -> collect(file, Repository.read(file).lines().toList(), regions));
        return regions;
    }

    private static void collect(Path file, List<String> lines, Map<String, String> regions) {
        String open = "";
        List<String> region = new ArrayList<>();
        for (String line : lines) {
            Matcher tag = TAG.matcher(line);
            if (!tag.matches()) {
                region.add(line);
            } else if (tag.group(1).equals("tag") && open.isEmpty()) {
                open = tag.group(2);
                region.clear();
            } else if (tag.group(1).equals("end") && open.equals(tag.group(2))) {
                if (regions.put(open, normalised(String.join("\n", region))) != null) {
                    throw new IllegalStateException("two regions have the name " + open);
                }
                open = "";
            } else {
                throw new IllegalStateException(file + ": a tag is in the wrong place: " + line.strip());
            }
        }
        if (!open.isEmpty()) {
            throw new IllegalStateException(file + ": the region " + open + " has no end");
        }
    }

    /** Without the indentation that all lines share, and without blanks at the ends of lines and of the text. */
    static String normalised(String text) {
        return text.stripIndent().strip();
    }
}
