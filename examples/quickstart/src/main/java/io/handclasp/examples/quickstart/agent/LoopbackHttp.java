package io.handclasp.examples.quickstart.agent;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Makes the JDK's own HTTP servers on free ports of 127.0.0.1. */
public final class LoopbackHttp {
    /** How many connections may wait to be accepted. */
    public static final int BACKLOG = 256;

    static {
        // The server sends head and body apart, and the body would wait 40 ms for the head to be acknowledged.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private LoopbackHttp() {}

    public static HttpServer create() throws IOException {
        return create(freePort());
    }

    public static HttpServer create(InetSocketAddress address) throws IOException {
        return HttpServer.create(address, BACKLOG);
    }

    public static InetSocketAddress freePort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }
}
