package io.handclasp.examples.containers;

/** A Jakarta WebSocket container that the suite runs on. Found with {@link java.util.ServiceLoader}. */
public interface ContainerUnderTest {
    /**
     * What the container calls itself.
     *
     * @return name and version
     */
    String name();

    /**
     * Whether it has servlets, and so filters.
     *
     * @return false for Tyrus alone
     */
    boolean hasServlets();

    /**
     * Starts the container with its default threads, on loopback only and on a free port.
     *
     * @param deployment what runs on it
     * @return the running container, to be stopped
     * @throws Exception when it does not start
     */
    Running start(Deployment deployment) throws Exception;

    /** A container that runs. */
    interface Running {
        /**
         * Where it listens.
         *
         * @return a port of 127.0.0.1
         */
        int port();

        /**
         * What it wrote to its access log.
         *
         * @return the lines; empty when it has none
         */
        String accessLog();

        /**
         * Stops it.
         *
         * @throws Exception when it does not stop properly
         */
        void stop() throws Exception;
    }
}
