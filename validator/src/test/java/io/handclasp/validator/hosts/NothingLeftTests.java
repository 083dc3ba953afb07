package io.handclasp.validator.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.ThreadCensus;
import io.handclasp.validator.junit.ValidationTests;
import io.handclasp.validator.model.ValidationReport;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Wherever a validator runs, it leaves no thread, no socket and no timer. */
class NothingLeftTests {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final AtomicReference<ValidationReport> REPORT = new AtomicReference<>();

    @TempDir
    private Path directory;

    /** Runs the validator for each request, on the container's thread. */
    private static final class ValidationServlet extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            try (Composition host = new Composition()) {
                response.getWriter()
                        .print(Leftovers.check(() -> host.validator().run()));
            }
        }
    }

    @Test
    void runWhenWithinAServletRequestThenNothingIsLeftWhenItReturns() throws Exception {
        ThreadCensus census = ThreadCensus.take();
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(directory.toString());
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", directory.toString());
        Tomcat.addServlet(context, "validation", new ValidationServlet()).addMapping("/validation");
        tomcat.start();
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/validation")
                            .toURL()
                            .openConnection();
            connection.setReadTimeout((int) LIMIT.toMillis());
            connection.setRequestProperty("Connection", "close");
            int status = connection.getResponseCode();
            try (InputStream body = status == 200 ? connection.getInputStream() : connection.getErrorStream()) {
                assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8))
                        .startsWith("nothing is left after 2 runs");
            }
        } finally {
            tomcat.stop();
            tomcat.destroy();
        }
        census.assertNoneLeft(Duration.ofSeconds(20));
    }

    /** The unit tests of a host, which JUnit runs below. */
    static class OfAHost {
        @TestFactory
        Stream<DynamicContainer> validation() throws IOException {
            try (Composition host = new Composition()) {
                ValidationReport report = host.validator().run();
                REPORT.set(report);
                return ValidationTests.of(report);
            }
        }
    }

    @Test
    void runWhenWithinAUnitTestThenNothingIsLeftWhenTheTestsAreOver() {
        ThreadCensus census = ThreadCensus.take();

        String seen = Leftovers.check(() -> {
            EngineTestKit.engine("junit-jupiter")
                    .selectors(DiscoverySelectors.selectClass(OfAHost.class))
                    .execute();
            return REPORT.get();
        });

        assertThat(seen).startsWith("nothing is left after 2 runs");
        census.assertNoneLeft(Duration.ofSeconds(20));
    }

    @Test
    void runWhenInAPlainMainThenTheProcessEndsByItself() throws Exception {
        Path output = directory.resolve("output.txt");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        PlainMain.class.getName()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .as(Files.readString(output))
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readString(output)).contains("nothing is left after 2 runs");
        assertThat(process.exitValue()).isZero();
    }
}
