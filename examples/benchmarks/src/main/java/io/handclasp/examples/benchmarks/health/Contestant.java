package io.handclasp.examples.benchmarks.health;

/** A health library that is set up with the checks of a load, as its documentation shows. */
interface Contestant extends AutoCloseable {
    /** Asks it for its health once, as an endpoint does, and yields how many checks it calls healthy. */
    int poll();

    @Override
    void close();

    /** Sets one up. */
    @FunctionalInterface
    interface Setup {
        Contestant with(Load load);
    }
}
