package io.handclasp.validator.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.Secret;
import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.core.time.Deadline;
import java.lang.reflect.Proxy;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConversationTests {
    private static final String TOKEN = "opaque-token-4711";

    private final List<String> calls = new ArrayList<>();
    private final WebSocket socket = (WebSocket) Proxy.newProxyInstance(
            WebSocket.class.getClassLoader(), new Class<?>[] {WebSocket.class}, (proxy, method, arguments) -> {
                calls.add(method.getName());
                return null;
            });
    private final Conversation conversation = new Conversation(Secret.of(TOKEN));
    private final Deadline now = Deadline.after(Duration.ZERO, new ManualTimeSource());

    @Test
    void onTextWhenInPartsThenOneMessage() throws Exception {
        conversation.onText(socket, "one ", false);
        conversation.onText(socket, "two", true);

        assertThat(conversation.next(socket, now)).contains(Message.ofText("one two"));
        assertThat(conversation.next(socket, now)).isEmpty();
    }

    @Test
    void onTextWhenLargerThanAllowedThenTheConnectionIsEnded() {
        String half = "x".repeat(Conversation.MAX_MESSAGE / 2 + 1);
        conversation.onText(socket, half, false);
        conversation.onText(socket, half, false);

        assertThat(calls).contains("abort");
        assertThat(conversation.ending()).contains("a message of more than 1048576 characters");
    }

    @Test
    void onBinaryWhenReceivedThenAMessageThatNothingMatches() throws Exception {
        conversation.onBinary(socket, ByteBuffer.allocate(3), false);
        conversation.onBinary(socket, ByteBuffer.allocate(4), true);

        Optional<Message> message = conversation.next(socket, now);
        assertThat(message).contains(Message.ofBytes(7));
        assertThat(message.orElseThrow().matches(Events.named("anything", any -> true)))
                .isFalse();
    }

    @Test
    void onCloseWhenTheServerBreaksOffThenABadEndingWithoutTheToken() {
        conversation.onClose(socket, 1011, "no more of " + TOKEN);

        assertThat(conversation.badEnding()).contains("a close with code 1011 (no more of [redacted])");
    }

    @Test
    void onCloseWhenTheServerIsDoneThenNoBadEnding() {
        conversation.onClose(socket, WebSocket.NORMAL_CLOSURE, "");

        assertThat(conversation.badEnding()).isEmpty();
        assertThat(conversation.ending()).contains("a close with code 1000");
    }

    @Test
    void onCloseWhenTheConnectionBrokeBeforeThenItStaysABadEnding() {
        conversation.onError(socket, new IllegalStateException("reset"));
        conversation.onClose(socket, WebSocket.NORMAL_CLOSURE, "");

        assertThat(conversation.badEnding())
                .hasValueSatisfying(how -> assertThat(how).contains("the end of the connection", "reset"));
    }
}
