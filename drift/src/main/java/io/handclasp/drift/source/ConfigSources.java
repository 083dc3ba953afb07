package io.handclasp.drift.source;

import io.handclasp.core.Settings;
import io.handclasp.drift.ConfigSource;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The sources of settings that come with Handclasp. All of them wrap secrets when they read them. */
public final class ConfigSources {
    private ConfigSources() {}

    /**
     * The environment variables of this process.
     *
     * @return a source of the name {@code environment}
     */
    public static ConfigSource environment() {
        return of("environment", System::getenv);
    }

    /**
     * The system properties of this virtual machine, as they are when the source is read. Properties that are not texts
     * are left out.
     *
     * @return a source of the name {@code system properties}
     */
    public static ConfigSource systemProperties() {
        return of("system properties", ConfigSources::textProperties);
    }

    private static Map<String, String> textProperties() {
        return System.getProperties().entrySet().stream()
                .filter(entry -> entry.getKey() instanceof String && entry.getValue() instanceof String)
                .collect(Collectors.toMap(entry -> (String) entry.getKey(), entry -> (String) entry.getValue()));
    }

    /**
     * Settings that the host has at hand. The supplier is asked on the reading thread and must not block: one that has to
     * wait is a {@link ConfigSource} of its own, which is told its deadline.
     *
     * @param name names the source in reports and is the origin of its values
     * @param settings tells the settings by their names; called at each reading
     * @return the source; reading it throws a {@link NullPointerException} that names the setting when the supplier hands
     *     out a null
     * @throws IllegalArgumentException when the name is blank
     */
    public static ConfigSource of(String name, Supplier<Map<String, String>> settings) {
        return new SuppliedSource(Settings.requireText("name", name), Objects.requireNonNull(settings, "settings"));
    }
}
