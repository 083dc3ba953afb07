package io.handclasp.examples.quickstart.service;

import io.handclasp.core.Redaction;
import io.handclasp.core.Secret;
import io.handclasp.examples.quickstart.usage.Nearest;
import io.handclasp.examples.quickstart.usage.Numbers;
import io.handclasp.examples.quickstart.usage.UsageException;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A properties file whose settings are read by name. Each refusal names the setting, its value unless that is secret, and
 * what is accepted. A setting that nobody asks for is refused, so that a misspelt one cannot go unnoticed.
 */
public final class SettingsFile {
    private static final int LARGEST_FILE_BYTES = 65_536;
    private static final Set<String> KNOWN = new TreeSet<>(List.of(
            "websocket.url",
            "health",
            "private-paths",
            "private-paths.within",
            "services",
            "drift.description",
            "drift.format",
            "drift.baseline",
            "golden.send",
            "golden.expect",
            "drills",
            "samples",
            "journeys",
            "concurrency",
            "token",
            "token.file",
            "token.endpoint",
            "token.client-id",
            "token.client-secret-file",
            "token.scope",
            "token.carrier",
            "issuer",
            "audience",
            "introspection.endpoint",
            "introspection.client-id",
            "introspection.client-secret-file"));

    private final Path file;
    private final Properties values;
    private final Set<String> read = new TreeSet<>();

    private SettingsFile(Path file, Properties values) {
        this.file = file;
        this.values = values;
    }

    public static SettingsFile read(Path file) throws UsageException {
        Properties values = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            values.load(reader);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new UsageException("--config " + file + " cannot be read: " + Redaction.describe(unreadable));
        }
        for (String name : values.stringPropertyNames()) {
            if (!KNOWN.contains(name)) {
                throw new UsageException("unknown setting " + name + " in " + file + "." + Nearest.hint(name, KNOWN));
            }
        }
        return new SettingsFile(file, values);
    }

    /** The one of several settings that is there; none and two are refused. */
    public String choose(String... names) throws UsageException {
        List<String> present =
                Arrays.stream(names).filter(name -> optional(name).isPresent()).toList();
        if (present.size() != 1) {
            String found = present.isEmpty() ? "none of them" : String.join(" and ", present);
            throw new UsageException(
                    file + " must set exactly one of " + String.join(", ", names) + "; it sets " + found + ".");
        }
        return present.get(0);
    }

    public Optional<String> optional(String name) {
        read.add(name);
        return Optional.ofNullable(values.getProperty(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    public String required(String name) throws UsageException {
        return optional(name).orElseThrow(() -> new UsageException(name + " is not set in " + file + "."));
    }

    public int number(String name, int byDefault, int most) throws UsageException {
        Optional<String> value = optional(name);
        return value.isPresent() ? (int) Numbers.parse(name, value.get(), 1, most) : byDefault;
    }

    <E extends Enum<E>> E oneOf(String name, E byDefault, E[] accepted) throws UsageException {
        Optional<String> value = optional(name);
        if (value.isEmpty()) {
            return byDefault;
        }
        String wanted = value.get().toUpperCase(Locale.ROOT);
        return Arrays.stream(accepted)
                .filter(candidate -> candidate.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new UsageException(name + " was " + value.get() + ", must be "
                        + Arrays.stream(accepted)
                                .map(candidate -> candidate.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(" or "))
                        + "."));
    }

    /** An address that does not leave the machine unless its scheme encrypts. */
    public URI address(String name, String encrypted, String onLoopback) throws UsageException {
        return address(name, required(name), encrypted, onLoopback);
    }

    public static URI address(String name, String text, String encrypted, String onLoopback) throws UsageException {
        String accepted = ", must start with " + encrypted + ":// (" + onLoopback + ":// on loopback only).";
        try {
            URI uri = new URI(text);
            String host = uri.getHost() == null ? "" : uri.getHost();
            boolean loopback = host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
            boolean trusted = encrypted.equals(uri.getScheme()) || (onLoopback.equals(uri.getScheme()) && loopback);
            if (host.isEmpty() || !trusted || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
                throw new UsageException(name + " was " + Redaction.safeUri(uri) + accepted);
            }
            return uri;
        } catch (URISyntaxException malformed) {
            throw new UsageException(name + " was " + Redaction.scrub(text) + accepted);
        }
    }

    public Secret secret(String name) throws UsageException {
        return Secret.of(required(name));
    }

    /** A file that is there. */
    public Path file(String name) throws UsageException {
        String path = required(name);
        try {
            Path named = file.toAbsolutePath().resolveSibling(path);
            if (!Files.isReadable(named)) {
                throw new UsageException(name + " was " + path + ", which cannot be read.");
            }
            return named;
        } catch (InvalidPathException invalid) {
            throw new UsageException(name + " was " + path + ", which is no path.");
        }
    }

    /** The text of a file, without the white space around it. */
    public Secret secretFile(String name) throws UsageException {
        String path = required(name);
        try {
            Path secretFile = file.toAbsolutePath().resolveSibling(path);
            if (Files.size(secretFile) > LARGEST_FILE_BYTES) {
                throw new UsageException(name + " was " + path + ", which is too large for a token or secret.");
            }
            String text = Files.readString(secretFile).strip();
            if (text.isEmpty()) {
                throw new UsageException(name + " was " + path + ", which is empty.");
            }
            return Secret.of(text);
        } catch (IOException | InvalidPathException unreadable) {
            throw new UsageException(
                    name + " was " + path + ", which cannot be read: " + Redaction.describe(unreadable));
        }
    }

    /** Refuses settings that belong to a choice that was not made. */
    public void refuseUnread() throws UsageException {
        Set<String> unread = new TreeSet<>(values.stringPropertyNames());
        unread.removeAll(read);
        if (!unread.isEmpty()) {
            throw new UsageException(String.join(", ", unread) + " in " + file
                    + " would not be used with the other settings; remove it.");
        }
    }
}
