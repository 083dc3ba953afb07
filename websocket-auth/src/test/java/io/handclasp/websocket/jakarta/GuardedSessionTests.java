package io.handclasp.websocket.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.CloseReason;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The session that a host's endpoint gets: the container's own, but for what the guard answers itself. */
class GuardedSessionTests {
    private static final Set<String> THE_GUARDS_OWN = Set.of(
            "addMessageHandler",
            "getMessageHandlers",
            "removeMessageHandler",
            "getUserPrincipal",
            "getOpenSessions",
            "isOpen",
            "getAsyncRemote",
            "getBasicRemote");

    private final List<String> seen = new ArrayList<>();

    static Stream<Method> containersMethods() {
        return Recorder.methodsOf(Session.class).filter(method -> !THE_GUARDS_OWN.contains(method.getName()));
    }

    @ParameterizedTest
    @MethodSource("containersMethods")
    void sessionWhenAskedWhatTheContainerKnowsThenItAnswers(Method method) throws Throwable {
        for (boolean yes : new boolean[] {false, true}) {
            Recorder<Session> container = new Recorder<>(Session.class, yes);
            GuardedSession guarded = new GuardedSession(container.proxy());
            container.calls().clear();
            Object[] arguments = Recorder.argumentsFor(method);

            Object answer = Recorder.call(guarded, method, arguments);

            assertThat(container.calls()).containsExactly(Recorder.callOf(method, arguments));
            assertThat(answer).isEqualTo(container.answerOf(method));
            assertThat(guarded.isClosedByHost()).isEqualTo(method.getName().equals("close"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isOpenWhenNobodyGuardsThenAsTheContainerSays(boolean open) {
        assertThat(new GuardedSession(new Recorder<>(Session.class, open).proxy()).isOpen())
                .isEqualTo(open);
    }

    @Test
    void isOpenWhenItsGateIsShutThenFalseThoughTheContainersIsOpen() {
        GuardedSession guarded = new GuardedSession(new Recorder<>(Session.class, true).proxy());
        StubGate gate = new StubGate();
        guarded.guardedBy(gate);
        assertThat(guarded.isOpen()).isTrue();

        gate.open = false;

        assertThat(guarded.isOpen()).isFalse();
    }

    @Test
    void remotesWhenNobodyGuardsThenTheContainersOwn() throws Exception {
        Recorder<Session> container = new Recorder<>(Session.class, true);
        GuardedSession guarded = new GuardedSession(container.proxy());

        RemoteEndpoint.Basic basic = guarded.getBasicRemote();
        RemoteEndpoint.Async async = guarded.getAsyncRemote();

        assertThat(basic).isSameAs(container.answerOf(Session.class.getMethod("getBasicRemote")));
        assertThat(async).isSameAs(container.answerOf(Session.class.getMethod("getAsyncRemote")));
    }

    /** Declares its type, as a host's own class does. */
    private final class Texts implements MessageHandler.Whole<String> {
        @Override
        public void onMessage(String message) {
            seen.add(message);
        }
    }

    @Test
    void handlersWhenAddedAndRemovedThenKeptByTheGuardOnly() {
        Recorder<Session> container = new Recorder<>(Session.class, true);
        GuardedSession guarded = new GuardedSession(container.proxy());
        container.calls().clear();
        Texts texts = new Texts();
        MessageHandler.Partial<ByteBuffer> bytes = (part, last) -> seen.add(part.remaining() + " bytes, last " + last);

        guarded.addMessageHandler(texts);
        guarded.addMessageHandler(ByteBuffer.class, bytes);
        assertThat(guarded.getMessageHandlers()).containsExactly(texts, bytes);
        guarded.handlers().onText("one");
        guarded.handlers().onBinary(ByteBuffer.allocate(2));
        guarded.removeMessageHandler(texts);
        guarded.handlers().onText("two");

        assertThat(seen).containsExactly("one", "2 bytes, last true");
        assertThat(guarded.getMessageHandlers()).containsExactly(bytes);
        assertThat(container.calls())
                .as("the container has handlers of the guard's")
                .isEmpty();
    }

    @Test
    void closeWhenHostGivesAReasonThenTheContainerGetsIt() throws Exception {
        Recorder<Session> container = new Recorder<>(Session.class, true);
        GuardedSession guarded = new GuardedSession(container.proxy());
        CloseReason reason = new CloseReason(CloseReason.CloseCodes.VIOLATED_POLICY, "no admin");

        guarded.close(reason);

        assertThat(container.calls()).last().asString().contains("no admin");
    }
}
