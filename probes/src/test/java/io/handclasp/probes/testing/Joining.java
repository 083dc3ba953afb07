package io.handclasp.probes.testing;

/** Waits for a thread that a fixture ends. */
final class Joining {
    private Joining() {}

    static void join(Thread thread) {
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while a server ended", e);
        }
    }
}
