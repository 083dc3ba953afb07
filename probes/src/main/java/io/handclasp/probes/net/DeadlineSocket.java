package io.handclasp.probes.net;

import io.handclasp.core.time.Deadline;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * A socket that keeps to a deadline in all: a peer that sends a byte a second does not hold it any longer than one that
 * sends nothing. A TLS socket on top of it keeps to it, too.
 */
final class DeadlineSocket extends Socket {
    private volatile Deadline deadline;

    private DeadlineSocket(Deadline deadline) {
        this.deadline = deadline;
    }

    static DeadlineSocket connect(InetSocketAddress address, Deadline deadline) throws IOException {
        DeadlineSocket socket = new DeadlineSocket(deadline);
        try {
            socket.setTcpNoDelay(true);
            socket.connect(address, millis(deadline));
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /** Gives a connection that stands another deadline for its reads. */
    DeadlineSocket until(Deadline other) {
        deadline = other;
        return this;
    }

    /** The time left as a timeout for the JDK, where zero would mean for ever. */
    static int millis(Deadline deadline) throws SocketTimeoutException {
        long nanos = deadline.remainingNanos();
        if (nanos == 0) {
            throw new SocketTimeoutException("the deadline is over");
        }
        return (int) Math.min(Integer.MAX_VALUE, (nanos + 999_999) / 1_000_000);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                setSoTimeout(millis(deadline));
                return super.read();
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                setSoTimeout(millis(deadline));
                return super.read(buffer, offset, length);
            }
        };
    }
}
