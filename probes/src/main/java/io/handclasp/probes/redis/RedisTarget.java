package io.handclasp.probes.redis;

import io.handclasp.core.time.Deadline;
import io.handclasp.probes.net.AddressResolver;
import io.handclasp.probes.net.ProbeConnections;
import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Where Redis is and how to get there. */
record RedisTarget(String host, int port, AddressResolver resolver, boolean tls, Optional<SSLContext> sslContext) {
    Socket connect(Deadline deadline) throws IOException, InterruptedException {
        return tls
                ? ProbeConnections.openTls(host, port, resolver, sslContext, deadline)
                : ProbeConnections.open(host, port, resolver, deadline);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
