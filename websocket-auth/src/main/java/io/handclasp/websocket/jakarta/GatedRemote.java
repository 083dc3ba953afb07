package io.handclasp.websocket.jakarta;

import io.handclasp.websocket.session.SessionGate;
import jakarta.websocket.RemoteEndpoint;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The way to a client that leads through its gate: nothing goes out once the token has ended. */
class GatedRemote implements RemoteEndpoint {
    private static final String SHUT = "the session's token has ended";

    private final RemoteEndpoint remote;
    private final SessionGate gate;

    GatedRemote(RemoteEndpoint remote, SessionGate gate) {
        this.remote = remote;
        this.gate = gate;
    }

    final boolean isOpen() {
        return gate.isOpen();
    }

    static IOException shut() {
        return new IOException(SHUT);
    }

    final void requireOpen() throws IOException {
        if (!gate.isOpen()) {
            throw shut();
        }
    }

    @Override
    public void setBatchingAllowed(boolean allowed) throws IOException {
        remote.setBatchingAllowed(allowed);
    }

    @Override
    public boolean getBatchingAllowed() {
        return remote.getBatchingAllowed();
    }

    @Override
    public void flushBatch() throws IOException {
        requireOpen();
        remote.flushBatch();
    }

    /** Not held back: it carries nothing that a token would allow, and it is how a dead connection is noticed. */
    @Override
    public void sendPing(ByteBuffer data) throws IOException {
        remote.sendPing(data);
    }

    @Override
    public void sendPong(ByteBuffer data) throws IOException {
        remote.sendPong(data);
    }
}
