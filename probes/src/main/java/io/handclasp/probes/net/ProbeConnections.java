package io.handclasp.probes.net;

import io.handclasp.core.time.Deadline;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.probes.net.Resolution.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Opens connections that keep to a deadline in all they do: lookup, connect, TLS handshake, and every read after it. For
 * probes of a host's own protocols. Without state; safe for use by many threads.
 */
public final class ProbeConnections {
    private ProbeConnections() {}

    /**
     * Connects to the first address that answers.
     *
     * @param host a name or an address
     * @param port 1 to 65535
     * @param resolver looks the name up
     * @param deadline when it must be done; reads of the socket fail with a {@link SocketTimeoutException} from then on
     * @return the socket; the caller closes it
     * @throws IOException when no address answers; an {@link UnknownHostException} when there is none
     * @throws InterruptedException when the thread was told to stop
     */
    public static Socket open(String host, int port, AddressResolver resolver, Deadline deadline)
            throws IOException, InterruptedException {
        return connect(host, port, resolver, deadline);
    }

    /**
     * Connects with TLS to the first address that answers, and checks that the certificate is for the host.
     *
     * @param host a name or an address
     * @param port 1 to 65535
     * @param resolver looks the name up
     * @param context decides what is trusted; empty for the JDK's default
     * @param deadline when it must be done; reads of the socket fail with a {@link SocketTimeoutException} from then on
     * @return the socket after its handshake; the caller closes it
     * @throws IOException when no address answers, or when the handshake fails
     * @throws InterruptedException when the thread was told to stop
     */
    public static Socket openTls(
            String host, int port, AddressResolver resolver, Optional<SSLContext> context, Deadline deadline)
            throws IOException, InterruptedException {
        DeadlineSocket socket = connect(host, port, resolver, deadline);
        try {
            return TlsLayer.on(socket, host, port, context);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * Says what a failure of a connection means, and what to do about it.
     *
     * @param subject what was looked at, the message begins with it
     * @param failure what the connection threw
     * @return an outcome in state {@link io.handclasp.probes.ProbeState#DOWN} with a hint
     */
    public static ProbeOutcome failed(String subject, IOException failure) {
        if (failure instanceof UnknownHostException) {
            return Unresolved.outcome(subject, Resolution.none(Result.UNKNOWN_NAME, ""));
        }
        Fault fault = Fault.of(failure);
        return ProbeOutcome.down(subject + ": " + fault.describe(failure)).withHint(fault.hint());
    }

    private static DeadlineSocket connect(String host, int port, AddressResolver resolver, Deadline deadline)
            throws IOException, InterruptedException {
        Resolution resolution = resolver.resolve(host, deadline);
        if (resolution.result() == Result.TIMED_OUT) {
            throw new SocketTimeoutException("the name was not resolved in time");
        }
        List<InetAddress> addresses = resolution.addresses();
        IOException last = new UnknownHostException(host);
        for (int i = 0; i < addresses.size(); i++) {
            Deadline share = AddressSweep.share(deadline, addresses.size() - i);
            try {
                DeadlineSocket socket = DeadlineSocket.connect(new InetSocketAddress(addresses.get(i), port), share);
                return socket.until(deadline);
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }
}
