package io.handclasp.docs;

import io.handclasp.core.Status;
import io.handclasp.drift.ConfigSource;
import io.handclasp.probes.Probe;
import io.handclasp.validator.model.ValidationPhase;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.jcache.JCacheVerdictCache;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The published modules and what they need, as the build hands them to these tests: jars in {@code mvn verify},
 * directories of classes in {@code mvn test}.
 */
final class ModuleJars {
    static final Map<String, Class<?>> A_TYPE_OF_EACH = Map.of(
            "core", Status.class,
            "websocket-auth", WebSocketAuthenticator.class,
            "websocket-auth/jcache", JCacheVerdictCache.class,
            "probes", Probe.class,
            "drift", ConfigSource.class,
            "validator", ValidationPhase.class);

    /** One class of each library that the published modules need at run time. */
    private static final List<String> NEEDED = List.of(
            "org.slf4j.Logger",
            "jakarta.json.Json",
            "org.eclipse.parsson.JsonProviderImpl",
            "com.nimbusds.jose.JWSHeader",
            "io.github.resilience4j.circuitbreaker.CircuitBreaker",
            "io.github.resilience4j.core.EventPublisher",
            "com.github.benmanes.caffeine.cache.Cache",
            "javax.cache.Cache",
            "org.glassfish.tyrus.client.ClientManager",
            "org.glassfish.tyrus.core.TyrusWebSocketEngine",
            "org.glassfish.tyrus.spi.WebSocketEngine",
            "org.glassfish.tyrus.container.jdk.client.JdkClientContainer",
            "jakarta.websocket.Session",
            "jakarta.websocket.server.ServerEndpointConfig");

    /** They stand on a compiler's path only: nothing needs the annotations at run time. */
    private static final List<String> ANNOTATIONS = List.of("org.jspecify.annotations.NullMarked");

    /** What a host on a Jakarta container has beside. */
    private static final List<String> JAKARTA =
            List.of("jakarta.websocket.Session", "jakarta.websocket.server.ServerEndpointConfig");

    /** What a host that uses Micrometer has beside. */
    private static final List<String> MICROMETER = List.of(
            "io.micrometer.core.instrument.MeterRegistry",
            "io.micrometer.common.KeyValue",
            "io.micrometer.observation.ObservationRegistry",
            "org.HdrHistogram.Histogram");

    /** What a host that reads YAML has beside. */
    private static final List<String> YAML = List.of("org.snakeyaml.engine.v2.api.LoadSettings");

    private ModuleJars() {}

    static Path of(String module) {
        return location(A_TYPE_OF_EACH.get(module));
    }

    static String published() {
        return path(Repository.PUBLISHED.stream().map(ModuleJars::of));
    }

    static String needed() {
        return path(NEEDED.stream().map(ModuleJars::location));
    }

    static String annotations() {
        return path(ANNOTATIONS.stream().map(ModuleJars::location));
    }

    static String jakarta() {
        return path(JAKARTA.stream().map(ModuleJars::location));
    }

    static String micrometer() {
        return path(MICROMETER.stream().map(ModuleJars::location));
    }

    static String yaml() {
        return path(YAML.stream().map(ModuleJars::location));
    }

    /** The names of all files in a jar or a directory of classes, with slashes between directories. */
    static List<String> entries(Path location) {
        if (Files.isDirectory(location)) {
            return entriesBelow(location);
        }
        try (FileSystem jar = FileSystems.newFileSystem(location)) {
            return entriesBelow(jar.getPath("/"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> entriesBelow(Path top) {
        return Repository.files(top, file -> true).stream()
                .map(file -> top.relativize(file).toString().replace(File.separatorChar, '/'))
                .toList();
    }

    private static Path location(String className) {
        try {
            return location(Class.forName(className));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(className + " is not on the class path of these tests", e);
        }
    }

    private static Path location(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(type + " comes from nowhere", e);
        }
    }

    private static String path(Stream<Path> locations) {
        return locations.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
