package io.handclasp.probes.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.handclasp.probes.Probe;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.probes.ProbeState;
import io.handclasp.probes.testing.Timed;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Connections taken on another thread: whatever goes wrong between the two, none is lost. */
class OffloadedConnectionsTests {
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final Queue<Runnable> queue = new ArrayDeque<>();

    private DataSource source() {
        return proxy(DataSource.class, (self, method, arguments) -> {
            assertThat(method.getName()).isEqualTo("getConnection");
            taken.incrementAndGet();
            return connection();
        });
    }

    private Connection connection() {
        return proxy(Connection.class, (self, method, arguments) -> switch (method.getName()) {
            case "isValid" -> true;
            case "isClosed" -> false;
            case "getNetworkTimeout" -> 0;
            case "setNetworkTimeout" -> null;
            case "close" -> {
                closed.incrementAndGet();
                yield null;
            }
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private Probe probe(Executor executor) {
        return JdbcProbeBuilder.of(source()).executor(executor).build();
    }

    @Test
    void checkWhenInterruptedBeforeItWaitsThenWhatIsTakenLaterIsClosed() throws Exception {
        Probe probe = probe(queue::add);
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> Timed.check(probe));
        assertThat(Thread.interrupted()).as("the exception took the flag").isFalse();
        queue.remove().run();

        assertThat(closed).hasValue(taken.get());
        assertThat(Timed.check(probe(Runnable::run)).state()).isEqualTo(ProbeState.UP);
    }

    @Test
    void checkWhenThereIsNoThreadForItThenDownAndUpWhenThereIs() throws Exception {
        AtomicInteger starts = new AtomicInteger();
        Probe probe = probe(work -> {
            switch (starts.getAndIncrement()) {
                case 0 -> throw new OutOfMemoryError("unable to create native thread");
                case 1 -> throw new IllegalStateException("the application is being stopped");
                default -> work.run();
            }
        });

        for (int i = 0; i < 2; i++) {
            ProbeOutcome refused = Timed.check(probe);
            assertThat(refused.state()).as(refused.toString()).isEqualTo(ProbeState.DOWN);
        }
        assertThat(Timed.check(probe).state()).isEqualTo(ProbeState.UP);
    }

    @Test
    void checkWhenExecutorThrowsAndRunsItNeverthelessThenNothingIsTaken() throws Exception {
        Probe probe = probe(work -> {
            // As a pool whose queue has the work before the thread for it fails to start.
            queue.add(work);
            throw new OutOfMemoryError("unable to create native thread");
        });
        assertThat(Timed.check(probe).state()).isEqualTo(ProbeState.DOWN);

        queue.remove().run();

        assertThat(taken).hasValue(0);
    }
}
