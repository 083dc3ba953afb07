package io.handclasp.websocket.jakarta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostHandlersTests {
    private final HostHandlers handlers = new HostHandlers();
    private final List<String> seen = new ArrayList<>();

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Declares its type, as a host's own class does. */
    private final class Texts implements MessageHandler.Whole<String> {
        @Override
        public void onMessage(String message) {
            seen.add(message);
        }
    }

    private abstract static class BytesBase implements MessageHandler.Partial<byte[]> {}

    private final class Bytes extends BytesBase {
        @Override
        public void onMessage(byte[] message, boolean last) {
            seen.add(new String(message, StandardCharsets.UTF_8) + last);
        }
    }

    @Test
    void addWhenClassDeclaresItsTypeThenRead() {
        handlers.add(new Texts());
        handlers.add(new Bytes());

        handlers.onText("hello");
        handlers.onBinary(bytes("world"));

        assertThat(seen).containsExactly("hello", "worldtrue");
        assertThat(handlers.all()).hasSize(2);
    }

    @Test
    void addWhenTypeIsErasedThenSaysWhatToCall() {
        MessageHandler.Whole<String> lambda = seen::add;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> handlers.add(lambda))
                .withMessageContaining("addMessageHandler(Class, handler)");
    }

    @Test
    void addWhenReaderOrStreamThenConverted() {
        handlers.add(Reader.class, (MessageHandler.Whole<Reader>) reader ->
                seen.add(String.join("", new BufferedReader(reader).lines().toList())));
        handlers.add(InputStream.class, (MessageHandler.Whole<InputStream>) stream -> seen.add(read(stream)));

        handlers.onText("text");
        handlers.onBinary(bytes("bytes"));

        assertThat(seen).containsExactly("text", "bytes");
    }

    private static String read(InputStream stream) {
        try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (java.io.IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
    }

    @Test
    void addWhenPongThenDelivered() {
        handlers.add(PongMessage.class, (MessageHandler.Whole<PongMessage>) pong -> seen.add(
                StandardCharsets.UTF_8.decode(pong.getApplicationData()).toString()));

        handlers.onPong(() -> bytes("pong"));

        assertThat(seen).containsExactly("pong");
    }

    @Test
    void addWhenSameKindTwiceThenRefused() {
        handlers.add(String.class, (MessageHandler.Whole<String>) seen::add);

        assertThatIllegalStateException()
                .isThrownBy(() -> handlers.add(Reader.class, (MessageHandler.Whole<Reader>) reader -> {}));
    }

    @Test
    void addWhenTypeIsUnknownThenNamesTheAcceptedOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> handlers.add(Integer.class, (MessageHandler.Whole<Integer>) number -> {}))
                .withMessageContaining("java.lang.Integer")
                .withMessageContaining("ByteBuffer");
    }

    @Test
    void removeWhenRegisteredThenNothingIsDeliveredAndTheKindIsFree() {
        Texts texts = new Texts();
        handlers.add(texts);
        handlers.remove(texts);
        handlers.onText("lost");

        handlers.add(new Texts());
        handlers.onText("seen");

        assertThat(seen).containsExactly("seen");
    }

    private static MessageHandler.Whole<Object> deaf() {
        return message -> {};
    }

    @SuppressWarnings("unchecked") // the handlers hear nothing
    private void addOf(Class<?> type) {
        handlers.add((Class<Object>) type, deaf());
    }

    @ParameterizedTest
    @ValueSource(
            classes = {String.class, Reader.class, ByteBuffer.class, byte[].class, InputStream.class, PongMessage.class
            })
    void addWhenItsKindIsTakenThenRefusedWhateverTheType(Class<?> type) {
        List<Class<?>> texts = List.of(String.class, Reader.class);
        List<Class<?>> binaries = List.of(ByteBuffer.class, byte[].class, InputStream.class);
        List<Class<?>> sameKind = texts.contains(type) ? texts : binaries.contains(type) ? binaries : List.of(type);
        addOf(type);

        for (Class<?> other : sameKind) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> addOf(other))
                    .withMessage("a handler for this kind of message is registered already");
        }
        assertThat(handlers.all()).hasSize(1);
    }

    @Test
    void removeWhenOfEachKindThenOnlyThatOneGoes() {
        Texts texts = new Texts();
        Bytes binaries = new Bytes();
        MessageHandler.Whole<PongMessage> pongs = pong -> seen.add("pong");
        handlers.add(texts);
        handlers.add(binaries);
        handlers.add(PongMessage.class, pongs);

        handlers.remove(new Texts());
        assertThat(handlers.all()).containsExactly(texts, binaries, pongs);
        handlers.remove(binaries);
        assertThat(handlers.all()).containsExactly(texts, pongs);
        handlers.remove(pongs);
        assertThat(handlers.all()).containsExactly(texts);
    }

    private interface Named extends MessageHandler.Whole<String> {}

    private abstract static class Generic<T> implements Named {
        List<T> kept() {
            return List.of();
        }
    }

    private final class Child extends Generic<Integer> {
        @Override
        public void onMessage(String message) {
            seen.add(message + kept().size());
        }
    }

    @Test
    void addWhenTheTypeStandsFarUpThenRead() {
        handlers.add(new Child());

        handlers.onText("hello");

        assertThat(seen).containsExactly("hello0");
    }

    private abstract static class OfAnything<T> implements MessageHandler.Whole<T> {}

    private abstract static class OfArrays<T> implements MessageHandler.Whole<T[]> {}

    @Test
    void addWhenTheTypeIsAVariableThenSaysWhatToCall() {
        OfAnything<String> variable = new OfAnything<>() {
            @Override
            public void onMessage(String message) {}
        };
        OfArrays<String> array = new OfArrays<>() {
            @Override
            public void onMessage(String[] message) {}
        };

        assertThatIllegalArgumentException().isThrownBy(() -> handlers.add(variable));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> handlers.add(array))
                .withMessageContaining("cannot be told from its declaration");
    }
}
