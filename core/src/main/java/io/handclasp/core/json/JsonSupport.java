package io.handclasp.core.json;

import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParserFactory;
import java.util.Iterator;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Finds the JSON provider once, through the class loader of this module: the context class loader of a host's thread may
 * be any other one, and asking it again for every value would be slow.
 */
final class JsonSupport {
    private static volatile @Nullable JsonProvider provider;
    private static volatile @Nullable JsonParserFactory parsers;

    private JsonSupport() {}

    /** The provider; a failure is not remembered, and two threads that look it up at once find the same kind. */
    static JsonProvider provider() {
        JsonProvider found = provider;
        if (found == null) {
            found = find(JsonSupport.class.getClassLoader());
            provider = found;
        }
        return found;
    }

    /** The provider's factory of parsers, made once as the provider is found once. */
    static JsonParserFactory parsers() {
        JsonParserFactory made = parsers;
        if (made == null) {
            made = provider().createParserFactory(Map.of());
            parsers = made;
        }
        return made;
    }

    static JsonProvider find(ClassLoader loader) {
        try {
            Iterator<JsonProvider> found =
                    ServiceLoader.load(JsonProvider.class, loader).iterator();
            if (found.hasNext()) {
                return found.next();
            }
        } catch (ServiceConfigurationError e) {
            throw new IllegalStateException(missing("cannot be loaded"), e);
        }
        throw new IllegalStateException(missing("was not found"));
    }

    private static String missing(String what) {
        return "The JSON provider " + what + " by the class loader of handclasp-core; add org.eclipse.parsson:parsson";
    }
}
