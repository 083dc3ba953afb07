package io.handclasp.websocket.jakarta;

import io.handclasp.websocket.session.SessionGate;
import jakarta.websocket.EncodeException;
import jakarta.websocket.RemoteEndpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.ByteBuffer;

/** Sends while the caller waits, and fails once the token has ended. A message that has begun as a stream may still end. */
final class GatedBasicRemote extends GatedRemote implements RemoteEndpoint.Basic {
    private final RemoteEndpoint.Basic remote;

    GatedBasicRemote(RemoteEndpoint.Basic remote, SessionGate gate) {
        super(remote, gate);
        this.remote = remote;
    }

    @Override
    public void sendText(String text) throws IOException {
        requireOpen();
        remote.sendText(text);
    }

    @Override
    public void sendBinary(ByteBuffer data) throws IOException {
        requireOpen();
        remote.sendBinary(data);
    }

    @Override
    public void sendText(String part, boolean isLast) throws IOException {
        requireOpen();
        remote.sendText(part, isLast);
    }

    @Override
    public void sendBinary(ByteBuffer part, boolean isLast) throws IOException {
        requireOpen();
        remote.sendBinary(part, isLast);
    }

    @Override
    public OutputStream getSendStream() throws IOException {
        requireOpen();
        return remote.getSendStream();
    }

    @Override
    public Writer getSendWriter() throws IOException {
        requireOpen();
        return remote.getSendWriter();
    }

    @Override
    public void sendObject(Object data) throws IOException, EncodeException {
        requireOpen();
        remote.sendObject(data);
    }
}
