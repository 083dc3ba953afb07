package io.handclasp.examples.quickstart;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Makes the JDK's own HTTP servers on free ports of 127.0.0.1. */
final class LoopbackHttp {
    /** How many connections may wait to be accepted. */
    static final int BACKLOG = 256;

    static {
        // The server sends head and body apart, and the body would wait 40 ms for the head to be acknowledged.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private LoopbackHttp() {}

    static HttpServer create() throws IOException {
        return HttpServer.create(freePort(), BACKLOG);
    }

    static InetSocketAddress freePort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }
}
