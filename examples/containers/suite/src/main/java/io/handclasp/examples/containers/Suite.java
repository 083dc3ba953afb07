package io.handclasp.examples.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.handclasp.core.testing.LogCapture;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.examples.containers.wire.Handshake;
import io.handclasp.examples.containers.wire.RawConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * One part of the suite: starts its deployment once on the container that the module brings, records which promises hold, and
 * looks for tokens in everything that was written. Modules extend each part.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class Suite {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Suite.class);
    private static final Duration LOG_LIMIT = Duration.ofSeconds(20);
    private static final int LOOK_AGAIN_MILLIS = 50;

    @RegisterExtension
    final Recorder recorder = new Recorder();

    private final ContainerUnderTest container =
            ServiceLoader.load(ContainerUnderTest.class).findFirst().orElseThrow();
    private final List<RawConnection> connections = new ArrayList<>();
    private Optional<ContainerUnderTest.Running> running = Optional.empty();
    private Optional<LogCapture> log = Optional.empty();
    private String accessLogs = "";
    private final Departures departures = new Departures();
    private StringBuilder answers = new StringBuilder();

    /** For the modules. */
    protected Suite() {}

    /** What this part runs on the container; empty when it cannot run there. */
    protected abstract Optional<Deployment> deployment();

    /** The endpoint's events, for the search for tokens. */
    protected abstract Events events();

    /** Takes out what a container is known to write and no library can keep from it. */
    protected String withoutKnownExposure(String accessLog) {
        return accessLog;
    }

    /** Ends what the part started. */
    protected void endPart() {}

    @BeforeAll
    void startContainer() throws Exception {
        log = Optional.of(ContainerLogs.capture());
        departures.begin();
        Optional<Deployment> deployment = deployment();
        if (deployment.isPresent()) {
            running = Optional.of(container.start(deployment.get()));
        }
    }

    @BeforeEach
    void skipWithoutServlets() {
        assumeTrue(running.isPresent(), "no servlets");
    }

    @AfterEach
    void endConnections() throws Exception {
        for (RawConnection connection : connections) {
            connection.close();
        }
        connections.clear();
    }

    @AfterAll
    void endContainer() throws Exception {
        try {
            if (running.isPresent()) {
                running.get().stop();
                accessLogs = withoutKnownExposure(running.get().accessLog());
            }
            endPart();
            String written = log.orElseThrow().text() + accessLogs + answers + events().all();
            if (running.isPresent()) {
                recorder.found(written.contains(Judge.MARK) ? "BROKEN" : "holds");
            }
            if (written.contains(Judge.MARK)) {
                throw new AssertionError("a token was written:\n" + written);
            }
        } finally {
            departures.end();
            log.ifPresent(LogCapture::close);
        }
    }

    /** The container. */
    protected final ContainerUnderTest container() {
        return container;
    }

    /** Its port. */
    protected final int port() {
        return running.orElseThrow().port();
    }

    /** Shows that the endpoint saw nothing of a client that it must not see, nor of one that it does not know. */
    protected final void assertUnseen(String client) {
        assertThat(events().drain(client)).isEmpty();
        assertThat(events().drain(Events.NOBODY)).isEmpty();
    }

    /** Waits until the container told that clients left a path before their verdicts. */
    protected final void awaitDepartures(String path, int clients) throws InterruptedException {
        departures.await(path, clients);
    }

    /** Waits until texts were logged, which may be after the client was answered. */
    protected final void awaitLogged(String... texts) throws InterruptedException {
        Deadline limit = Deadline.after(LOG_LIMIT, TimeSource.system());
        CountDownLatch never = new CountDownLatch(1);
        String logged = log.orElseThrow().text();
        while (!Arrays.stream(texts).allMatch(logged::contains) && !limit.isExpired()) {
            boolean unused = never.await(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            logged = log.orElseThrow().text();
        }
        assertThat(logged).contains(texts);
    }

    /** What the run saw so far. */
    protected final Results results() {
        return recorder.results.orElseThrow();
    }

    /** A connection that is closed when the test ends. */
    protected final RawConnection connect() throws Exception {
        RawConnection connection = RawConnection.open(port());
        connections.add(connection);
        return connection;
    }

    /** Sends a handshake. */
    protected final RawConnection send(Handshake handshake) throws Exception {
        RawConnection connection = connect();
        connection.send(handshake.bytes());
        return connection;
    }

    /** Reads the answer, which must show no token. */
    protected final RawConnection.Response answerOf(RawConnection connection) throws Exception {
        RawConnection.Response response = connection.response();
        answers.append(response.head()).append(response.body());
        return response;
    }

    /** Sends a handshake that must be accepted. */
    protected final RawConnection upgrade(Handshake handshake) throws Exception {
        RawConnection connection = send(handshake);
        RawConnection.Response response = answerOf(connection);
        if (response.status() != 101) {
            throw new AssertionError("not upgraded: " + response.head() + response.body());
        }
        return connection;
    }

    /** Writes down how tests ended. */
    static final class Recorder implements org.junit.jupiter.api.extension.BeforeAllCallback, TestWatcher {
        private Optional<Results> results = Optional.empty();

        @Override
        public void beforeAll(ExtensionContext context) {
            results = Optional.of(context.getRoot()
                    .getStore(NAMESPACE)
                    .computeIfAbsent(
                            "results",
                            key -> new Results(ServiceLoader.load(ContainerUnderTest.class)
                                    .findFirst()
                                    .orElseThrow()
                                    .name()),
                            Results.class));
        }

        void found(String end) {
            results.orElseThrow().promise(Promise.NO_TOKEN_ANYWHERE, end);
        }

        private void record(ExtensionContext context, String end) {
            Shows shows = context.getRequiredTestMethod().getAnnotation(Shows.class);
            if (shows != null) {
                for (Promise promise : shows.value()) {
                    results.orElseThrow().promise(promise, end);
                }
            }
        }

        @Override
        public void testSuccessful(ExtensionContext context) {
            record(context, "holds");
        }

        @Override
        public void testAborted(ExtensionContext context, @Nullable Throwable cause) {
            String reason = cause == null ? "skipped" : String.valueOf(cause.getMessage());
            record(context, reason.replace("Assumption failed: ", ""));
        }

        @Override
        public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
            record(context, "BROKEN");
        }
    }
}
