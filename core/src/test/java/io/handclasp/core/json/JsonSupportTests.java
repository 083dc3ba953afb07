package io.handclasp.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonSupportTests {
    @Test
    void providerWhenAskedTwiceThenLookedUpOnce() {
        assertThat(JsonSupport.provider()).isSameAs(JsonSupport.provider());
    }

    @Test
    void providerWhenContextClassLoaderIsForeignThenFoundAllTheSame() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            assertThat(JsonText.compact(JsonReports.number(1))).isEqualTo("1");
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void findWhenThereIsNoProviderThenNamesTheArtifact() {
        assertThatIllegalStateException()
                .isThrownBy(() -> JsonSupport.find(new ServiceLess("")))
                .withMessageContaining("was not found")
                .withMessageContaining("org.eclipse.parsson:parsson");
    }

    @Test
    void findWhenProviderCannotBeLoadedThenNamesTheArtifactAndKeepsTheCause() {
        assertThatIllegalStateException()
                .isThrownBy(() -> JsonSupport.find(new ServiceLess("com.example.NoSuchProvider")))
                .withMessageContaining("cannot be loaded")
                .withMessageContaining("org.eclipse.parsson:parsson")
                .havingCause()
                .withMessageContaining("com.example.NoSuchProvider");
    }

    /** Finds the API but no provider, or a provider file with a class in it that is not there. */
    private static final class ServiceLess extends ClassLoader {
        private final String services;

        ServiceLess(String services) {
            super(JsonSupportTests.class.getClassLoader());
            this.services = services;
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            if (!name.startsWith("META-INF/services/")) {
                return super.getResources(name);
            }
            return services.isEmpty()
                    ? Collections.emptyEnumeration()
                    : Collections.enumeration(List.of(inMemory(services)));
        }

        private static URL inMemory(String content) throws MalformedURLException {
            return new URL("memory", null, -1, "/services", new URLStreamHandler() {
                @Override
                protected URLConnection openConnection(URL url) {
                    return new URLConnection(url) {
                        @Override
                        public void connect() {}

                        @Override
                        public InputStream getInputStream() {
                            return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
                        }
                    };
                }
            });
        }
    }
}
