package io.handclasp.drift.source;

import io.handclasp.core.Settings;
import io.handclasp.drift.ConfigSource;
import io.handclasp.drift.Place;
import io.handclasp.drift.SecretText;
import io.handclasp.drift.document.DocumentLimits;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;

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

    /**
     * A file in a known format. It is read anew each time, within {@link DocumentLimits#standard()}.
     *
     * @param format how it is written
     * @param file the file
     * @return a source of the name of the file
     */
    public static ConfigSource file(ConfigFormat format, Path file) {
        return file(format, file, DocumentLimits.standard());
    }

    /**
     * A file in a known format, read anew each time.
     *
     * @param format how it is written
     * @param file the file
     * @param limits how much of it is read; a file beyond them cannot be read at all
     * @return a source of the name of the file
     */
    public static ConfigSource file(ConfigFormat format, Path file, DocumentLimits limits) {
        Place place = placeOf(file);
        return new ParsedSource(place, format, limits, Optional.empty(), () -> Content.of(file, place, limits));
    }

    /**
     * A text in a known format that the host gets from somewhere, for example from a command that it runs.
     *
     * @param name names the source in reports
     * @param format how the text is written
     * @param text gets the text, on the reading thread, at each reading; what it throws is told by its class only
     * @return the source; refuses texts beyond {@link DocumentLimits#standard()}
     * @throws IllegalArgumentException when the name is blank
     */
    public static ConfigSource text(String name, ConfigFormat format, Callable<String> text) {
        return new ParsedSource(Place.of(name), format, DocumentLimits.standard(), Optional.empty(), text::call);
    }

    /**
     * Kubernetes manifests with several workloads, of which one is looked at.
     *
     * @param file the file
     * @param workload the name of the workload
     * @return a source of the name of the file
     * @throws IllegalArgumentException when the name of the workload is blank
     */
    public static ConfigSource kubernetes(Path file, String workload) {
        Place place = placeOf(file);
        DocumentLimits limits = DocumentLimits.standard();
        Optional<String> wanted = Optional.of(Settings.requireText("workload", workload));
        return new ParsedSource(place, ConfigFormat.KUBERNETES, limits, wanted, () -> Content.of(file, place, limits));
    }

    /**
     * Settings in the rows of a table. A connection of the host's is taken at each reading and given back.
     *
     * @param name names the source in reports
     * @param dataSource where connections come from; should bound the wait for one
     * @param table the table
     * @return the source
     * @throws IllegalArgumentException when the name is blank
     */
    public static ConfigSource jdbc(String name, DataSource dataSource, JdbcTable table) {
        return new JdbcSource(
                Settings.requireText("name", name),
                Objects.requireNonNull(dataSource, "dataSource"),
                Objects.requireNonNull(table, "table"));
    }

    /**
     * Several sources as one. Where two have the same setting, the earlier one wins. When one cannot be read, the whole
     * cannot: a setting of a later one might be covered.
     *
     * @param name names the whole in reports; each value still tells its own source
     * @param layers the sources, the strongest first
     * @return the source
     * @throws IllegalArgumentException when the name is blank or there is no layer
     */
    public static ConfigSource layered(String name, ConfigSource... layers) {
        Settings.requireRange("number of layers", layers.length, 1, Integer.MAX_VALUE);
        return new LayeredSource(Settings.requireText("name", name), List.of(layers));
    }

    private static Place placeOf(Path file) {
        Path last = file.getFileName();
        String name = last == null ? file.toString() : last.toString();
        return new Place(SecretText.key(name), Optional.of(file.toString()), OptionalInt.empty());
    }
}
