package io.handclasp.websocket.jakarta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way to send that Jakarta WebSocket has: open, it is the container's own; shut, nothing gets out. */
class GatedRemoteTests {
    /** What carries no message, and how a dead connection is noticed. */
    private static final Set<String> NEVER_HELD_BACK = Set.of(
            "sendPing", "sendPong", "setBatchingAllowed", "getBatchingAllowed", "setSendTimeout", "getSendTimeout");

    private final StubGate gate = new StubGate();
    private final Recorder<RemoteEndpoint.Basic> basic = new Recorder<>(RemoteEndpoint.Basic.class, true);
    private final Recorder<RemoteEndpoint.Async> async = new Recorder<>(RemoteEndpoint.Async.class, false);

    static Stream<Method> basicMethods() {
        return Recorder.methodsOf(RemoteEndpoint.Basic.class);
    }

    static Stream<Method> asyncMethods() {
        return Recorder.methodsOf(RemoteEndpoint.Async.class);
    }

    @ParameterizedTest
    @MethodSource("basicMethods")
    void basicWhenGateIsOpenThenTheContainersOwn(Method method) throws Throwable {
        RemoteEndpoint.Basic gated = new GatedBasicRemote(basic.proxy(), gate);
        Object[] arguments = Recorder.argumentsFor(method);

        Object answer = Recorder.call(gated, method, arguments);

        assertThat(basic.calls()).containsExactly(Recorder.callOf(method, arguments));
        assertThat(answer).isEqualTo(basic.answerOf(method));
    }

    @ParameterizedTest
    @MethodSource("asyncMethods")
    void asyncWhenGateIsOpenThenTheContainersOwn(Method method) throws Throwable {
        RemoteEndpoint.Async gated = new GatedAsyncRemote(async.proxy(), gate);
        Object[] arguments = Recorder.argumentsFor(method);

        Object answer = Recorder.call(gated, method, arguments);

        assertThat(async.calls()).containsExactly(Recorder.callOf(method, arguments));
        assertThat(answer).isEqualTo(async.answerOf(method));
    }

    @ParameterizedTest
    @MethodSource("basicMethods")
    void basicWhenGateIsShutThenFailsAndNothingGetsOut(Method method) throws Throwable {
        gate.open = false;
        RemoteEndpoint.Basic gated = new GatedBasicRemote(basic.proxy(), gate);
        Object[] arguments = Recorder.argumentsFor(method);

        if (NEVER_HELD_BACK.contains(method.getName())) {
            Recorder.call(gated, method, arguments);
            assertThat(basic.calls()).hasSize(1);
            return;
        }
        assertThatThrownBy(() -> Recorder.call(gated, method, arguments))
                .isInstanceOf(IOException.class)
                .hasMessage("the session's token has ended");
        assertThat(basic.calls()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("asyncMethods")
    void asyncWhenGateIsShutThenTheResultIsAFailureAndNothingGetsOut(Method method) throws Throwable {
        gate.open = false;
        RemoteEndpoint.Async gated = new GatedAsyncRemote(async.proxy(), gate);
        Object[] arguments = Recorder.argumentsFor(method);
        List<SendResult> results = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i] instanceof SendHandler) {
                arguments[i] = (SendHandler) results::add;
            }
        }

        if (NEVER_HELD_BACK.contains(method.getName())) {
            Recorder.call(gated, method, arguments);
            assertThat(async.calls()).hasSize(1);
            return;
        }
        if (method.getReturnType() == Future.class) {
            Future<?> failed = (Future<?>) Recorder.call(gated, method, arguments);
            assertThat(failed.isDone()).isTrue();
            assertThatThrownBy(failed::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(IOException.class);
        } else if (method.getName().equals("flushBatch")) {
            assertThatThrownBy(() -> Recorder.call(gated, method, arguments)).isInstanceOf(IOException.class);
        } else {
            Recorder.call(gated, method, arguments);
            assertThat(results).singleElement().satisfies(result -> {
                assertThat(result.isOK()).isFalse();
                assertThat(result.getException()).isInstanceOf(IOException.class);
            });
        }
        assertThat(async.calls()).isEmpty();
    }
}
