package io.handclasp.probes.net;

import io.handclasp.core.time.Deadline;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Sends one request, or several when it is redirected, over connections of its own. Immutable. */
record HttpExchange(
        AddressResolver resolver,
        Optional<SSLContext> sslContext,
        HttpRequestLines request,
        int maxBody,
        int maxRedirects) {

    /** An answer, and where it came from in the end. */
    record Reached(HttpTarget target, HttpAnswer answer) {}

    Reached at(InetSocketAddress address, HttpTarget first, Deadline deadline, Phases phases)
            throws IOException, InterruptedException {
        HttpTarget target = first;
        HttpAnswer answer = once(address, target, true, deadline, phases);
        for (int hop = 0; hop < maxRedirects && redirects(answer); hop++) {
            HttpTarget next = next(target, answer);
            answer = anyAddress(next, next.sameOrigin(first), deadline, phases);
            target = next;
        }
        return new Reached(target, answer);
    }

    static boolean redirects(HttpAnswer answer) {
        return List.of(301, 302, 303, 307, 308).contains(answer.status())
                && answer.header("location").isPresent();
    }

    private static HttpTarget next(HttpTarget from, HttpAnswer answer) throws BadHttpException {
        HttpTarget next = answer.header("location")
                .flatMap(from::redirectedTo)
                .orElseThrow(() -> new BadHttpException("it redirects to something that is no HTTP URL"));
        if (from.tls() && !next.tls()) {
            throw new BadHttpException("it redirects from HTTPS to HTTP, to " + next);
        }
        return next;
    }

    private HttpAnswer anyAddress(HttpTarget target, boolean withHeaders, Deadline deadline, Phases phases)
            throws IOException, InterruptedException {
        List<InetAddress> addresses =
                resolver.resolve(target.target().host(), deadline).addresses();
        phases.end(Phases.DNS);
        IOException last =
                new UnknownHostException("the name of " + target + ", where it redirects to, has no address");
        for (int i = 0; i < Math.min(addresses.size(), AddressSweep.MAX_ADDRESSES); i++) {
            Deadline share = AddressSweep.share(deadline, addresses.size() - i);
            try {
                InetSocketAddress address =
                        new InetSocketAddress(addresses.get(i), target.target().port());
                return once(address, target, withHeaders, share, phases);
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }

    private HttpAnswer once(
            InetSocketAddress address, HttpTarget target, boolean withHeaders, Deadline deadline, Phases phases)
            throws IOException {
        try (DeadlineSocket plain = DeadlineSocket.connect(address, deadline)) {
            phases.end(Phases.CONNECT);
            if (!target.tls()) {
                return talk(plain, target, withHeaders, phases);
            }
            try (Socket tls =
                    TlsLayer.on(plain, target.target().host(), target.target().port(), sslContext)) {
                phases.end(Phases.TLS);
                return talk(tls, target, withHeaders, phases);
            }
        }
    }

    private HttpAnswer talk(Socket socket, HttpTarget target, boolean withHeaders, Phases phases) throws IOException {
        // The request is bounded to what the system buffers, so that writing it cannot wait.
        socket.getOutputStream().write(request.bytes(target, withHeaders));
        socket.getOutputStream().flush();
        BufferedInputStream in = new BufferedInputStream(socket.getInputStream());
        in.mark(1);
        int first = in.read();
        phases.end(Phases.FIRST_BYTE);
        if (first < 0) {
            throw new EOFException("the connection ended before an answer");
        }
        in.reset();
        HttpReader reader = new HttpReader(in, maxBody);
        HttpAnswer answer = reader.answer(reader.head(), request.method().equals("HEAD"));
        phases.end(Phases.BODY);
        return answer;
    }
}
