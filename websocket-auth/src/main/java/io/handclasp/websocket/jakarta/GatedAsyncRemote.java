package io.handclasp.websocket.jakarta;

import io.handclasp.websocket.session.SessionGate;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** Sends without waiting. Once the token has ended, the result of a message is that it failed, as with a closed session. */
final class GatedAsyncRemote extends GatedRemote implements RemoteEndpoint.Async {
    private final RemoteEndpoint.Async remote;

    GatedAsyncRemote(RemoteEndpoint.Async remote, SessionGate gate) {
        super(remote, gate);
        this.remote = remote;
    }

    private static Future<Void> failed() {
        return CompletableFuture.failedFuture(shut());
    }

    private static void fail(SendHandler handler) {
        handler.onResult(new SendResult(shut()));
    }

    @Override
    public long getSendTimeout() {
        return remote.getSendTimeout();
    }

    @Override
    public void setSendTimeout(long milliseconds) {
        remote.setSendTimeout(milliseconds);
    }

    @Override
    public void sendText(String text, SendHandler handler) {
        if (isOpen()) {
            remote.sendText(text, handler);
        } else {
            fail(handler);
        }
    }

    @Override
    public Future<Void> sendText(String text) {
        return isOpen() ? remote.sendText(text) : failed();
    }

    @Override
    public Future<Void> sendBinary(ByteBuffer data) {
        return isOpen() ? remote.sendBinary(data) : failed();
    }

    @Override
    public void sendBinary(ByteBuffer data, SendHandler handler) {
        if (isOpen()) {
            remote.sendBinary(data, handler);
        } else {
            fail(handler);
        }
    }

    @Override
    public Future<Void> sendObject(Object data) {
        return isOpen() ? remote.sendObject(data) : failed();
    }

    @Override
    public void sendObject(Object data, SendHandler handler) {
        if (isOpen()) {
            remote.sendObject(data, handler);
        } else {
            fail(handler);
        }
    }
}
