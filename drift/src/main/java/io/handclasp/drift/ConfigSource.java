package io.handclasp.drift;

import io.handclasp.core.time.Deadline;
import java.util.Map;

/**
 * Answers: what is configured here?
 *
 * <p>A map says what the source holds; a setting that is not in it is not set. An exception says that the source could
 * not be read, and nothing about any setting. Sources may be read by several threads at once.
 */
@FunctionalInterface
public interface ConfigSource {
    /**
     * Reads all settings, as they are now.
     *
     * @param deadline when the answer must be there; a source that waits bounds its waits by it
     * @return the settings by their names
     * @throws Exception when the source cannot be read; an {@link InterruptedException} when it was told to stop
     */
    Map<String, ConfigValue> read(Deadline deadline) throws Exception;

    /**
     * Names this source in reports.
     *
     * @return a short name that holds no secret; by default the name of the class, or {@code source} for a lambda, whose
     *     class has another name in each run
     */
    default String name() {
        String name = getClass().getSimpleName();
        return name.isEmpty() || getClass().isSynthetic() || getClass().isHidden() ? "source" : name;
    }
}
