package io.handclasp.examples.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a run of the suite saw on one container. It is written to {@code target/conformance.txt}, of which the tests of the
 * module {@code docs} make the tables of {@code docs/containers.md}. What did not run says so. Thread-safe.
 */
public final class Results implements AutoCloseable {
    /** Where it is written, below the container's module. */
    public static final Path FILE = Path.of("target", "conformance.txt");

    private static final String NOT_RUN = "NOT RUN";
    private static final String BROKEN = "BROKEN";

    private final String container;
    private final Map<Promise, String> promises = new EnumMap<>(Promise.class);
    private final Map<Page, String> pages = new EnumMap<>(Page.class);
    private final Map<Fact, String> facts = new EnumMap<>(Fact.class);

    Results(String container) {
        this.container = container;
    }

    /** One test of a promise ended; the worst end counts. */
    synchronized void promise(Promise promise, String end) {
        promises.merge(promise, end, (before, now) -> before.equals("holds") || now.equals(BROKEN) ? now : before);
    }

    /** What the container did. */
    public synchronized void fact(Fact fact, String seen) {
        facts.put(fact, seen);
    }

    /** What a page was shown. */
    public synchronized void page(Page page, String seen) {
        pages.put(page, seen);
    }

    /** Writes the file. */
    @Override
    public synchronized void close() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("container\t" + container);
        for (Fact fact : Fact.values()) {
            lines.add("fact\t" + fact.text() + "\t" + facts.getOrDefault(fact, NOT_RUN));
        }
        for (Promise promise : Promise.values()) {
            lines.add("promise\t" + promise.mode() + "\t" + promise.text() + "\t"
                    + promises.getOrDefault(promise, NOT_RUN));
        }
        for (Page page : Page.values()) {
            lines.add("page\t" + page.text() + "\t" + pages.getOrDefault(page, NOT_RUN));
        }
        Files.createDirectories(FILE.toAbsolutePath().getParent());
        Files.write(FILE, lines);
    }
}
