package io.handclasp.probes.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class MicrometerAbsentTests {
    /** Sees all but Micrometer, and makes the classes of this module anew so that they do not see it either. */
    private static final class Hiding extends ClassLoader {
        Hiding() {
            super(Hiding.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("io.micrometer.")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("io.handclasp.probes.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? define(name) : loaded;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream stream = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (stream == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = stream.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    @Test
    void ofWhenMicrometerIsMissingThenNamesTheArtifactAndTheMonitorWorks() throws Exception {
        Callable<?> host = (Callable<?>) new Hiding()
                .loadClass(WithoutMicrometer.class.getName())
                .getConstructor()
                .newInstance();

        assertThat(host.call())
                .isEqualTo("PASS, Micrometer was not found; add io.micrometer:micrometer-core, and in a module"
                        + " 'requires micrometer.core'");
        assertThat(new WithoutMicrometer().call()).isEqualTo("PASS, and there are HealthMetrics");
    }
}
