package io.handclasp.core.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.handclasp.core.testing.LogCapture;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ListenersTests {
    private final List<String> told = new ArrayList<>();

    static List<Throwable> failures() {
        return List.of(
                new IllegalStateException("token=S3cr3t"),
                new NoClassDefFoundError("token=S3cr3t"),
                new AssertionError("token=S3cr3t"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void notifyWhenOneListenerFailsThenOthersAreToldAndItIsLoggedRedacted(Throwable failure) {
        Listeners<Consumer<String>> listeners = Listeners.of(
                ListenersTests.class,
                List.of(told::add, event -> ListenersTests.<RuntimeException>fail(failure), told::add));
        try (LogCapture log = LogCapture.start()) {
            listeners.notify(listener -> listener.accept("opened"));

            assertThat(told).containsExactly("opened", "opened");
            assertThat(log.messages())
                    .singleElement()
                    .satisfies(message -> assertThat(message)
                            .startsWith("WARN Listener " + ListenersTests.class.getName())
                            .endsWith(failure.getClass().getSimpleName() + ": token=[redacted]"));
            assertThat(log.text()).contains(ListenersTests.class.getName());
            log.assertDoesNotContain("S3cr3t");
        }
    }

    @Test
    void notifyWhenVirtualMachineFailsThenThrownOn() {
        Listeners<Consumer<String>> listeners = Listeners.of(ListenersTests.class, List.of(event -> {
            throw new OutOfMemoryError("heap");
        }));

        assertThatExceptionOfType(OutOfMemoryError.class)
                .isThrownBy(() -> listeners.notify(listener -> listener.accept("opened")));
    }

    @Test
    void notifyWhenThereAreListenersThenToldInTheirOrder() {
        Listeners<String> listeners = Listeners.of(ListenersTests.class, List.of("a", "b"));
        listeners.notify(told::add);

        assertThat(told).containsExactly("a", "b");
        assertThat(listeners.isEmpty()).isFalse();
    }

    @Test
    void ofWhenListIsChangedLaterThenListenersAreNot() {
        List<String> list = new ArrayList<>();
        Listeners<String> listeners = Listeners.of(ListenersTests.class, list);
        list.add("late");

        assertThat(listeners.isEmpty()).isTrue();
    }

    @SuppressWarnings("unchecked") // Also checked exceptions reach a caller that does not expect them.
    private static <E extends Throwable> void fail(Throwable failure) throws E {
        throw (E) failure;
    }
}
