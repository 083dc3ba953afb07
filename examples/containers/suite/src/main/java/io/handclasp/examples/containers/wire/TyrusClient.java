package io.handclasp.examples.containers.wire;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * What a Tyrus client sees. Its classes live in a class loader of their own: on one class path with another container they would
 * answer to the services of the Jakarta API in that container's place.
 */
public final class TyrusClient {
    private static final String JARS = "examples/containers/suite/target/tyrus-client";

    private static final BiFunction<URI, String, String> VISIT = load();

    private TyrusClient() {}

    /** Connects, and tells the first thing that happens, as {@link JdkClient#visit} does. */
    public static String visit(URI uri, String token) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(VISIT.getClass().getClassLoader());
        try {
            return VISIT.apply(uri, token);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** The class loader stays open: the client's threads need it for longer than a visit takes. */
    @SuppressWarnings("unchecked") // the class says so in its declaration
    private static BiFunction<URI, String, String> load() {
        List<URL> urls = new ArrayList<>();
        urls.add(TyrusClient.class.getProtectionDomain().getCodeSource().getLocation());
        try (Stream<Path> jars = Files.list(root().resolve(JARS))) {
            for (Path jar : jars.sorted().toList()) {
                urls.add(jar.toUri().toURL());
            }
            return (BiFunction<URI, String, String>)
                    new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())
                            .loadClass(TyrusVisit.class.getName())
                            .asSubclass(BiFunction.class)
                            .getConstructor()
                            .newInstance();
        } catch (IOException | ReflectiveOperationException missing) {
            throw new IllegalStateException("no Tyrus client in " + JARS + ": build the suite's module first", missing);
        }
    }

    private static Path root() throws IOException {
        Path directory = Path.of("").toAbsolutePath();
        while (directory != null && !Files.exists(directory.resolve("LICENSE"))) {
            directory = directory.getParent();
        }
        if (directory == null) {
            throw new IOException("no LICENSE above " + Path.of("").toAbsolutePath() + ": where is the repository?");
        }
        return directory;
    }
}
