package io.handclasp.examples.benchmarks.storm;

import java.util.concurrent.CompletableFuture;

/** One way to judge the handshakes of a host. */
interface Contestant extends AutoCloseable {
    /** Judges one handshake. Never fails: a client is always told something. */
    CompletableFuture<Answer> authenticate(String token);

    @Override
    void close();
}
