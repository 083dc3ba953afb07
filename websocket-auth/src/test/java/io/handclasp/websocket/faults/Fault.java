package io.handclasp.websocket.faults;

/**
 * Something that goes wrong with an auth service.
 *
 * @param name as the page has it
 * @param tls whether the service is asked over TLS
 * @param inject lets it go wrong
 * @param mend puts it right again
 */
record Fault(String name, boolean tls, Step inject, Step mend) {

    /** Something that is done to a bench. */
    @FunctionalInterface
    interface Step {
        void on(FaultBench bench) throws Exception;
    }

    /** The service is reached and misbehaves. */
    static Fault inService(String name, FaultService.Behaviour behaviour) {
        return new Fault(
                name,
                false,
                bench -> bench.service().behave(behaviour),
                bench -> bench.service().behave(bench.honest()));
    }

    @Override
    public String toString() {
        return name;
    }
}
