package io.handclasp.validator.drill;

import io.handclasp.core.time.Deadline;
import java.util.List;
import java.util.Optional;

/** What one run of a drill does, in the order of the methods. Used by one thread. */
interface Scenario extends AutoCloseable {
    /** Is the host as it should be? Asked before the fault. */
    Sighting steadyState(Deadline deadline) throws Exception;

    /** What is broken, in this order; undone in the reverse one. */
    List<Fault> faults();

    /** Has the fault taken effect? Asked again until it has. */
    Sighting effect(Deadline deadline) throws Exception;

    /** Does the host know of the fault? Asked again until it does; empty when there is nothing to ask. */
    Optional<Observation> detection();

    /** Does the host keep its promise under the fault? Asked once. */
    Sighting promise(Deadline deadline) throws Exception;

    /** Is the host as it was? Asked after the fault, again until it is. */
    default Sighting recovery(Deadline deadline) throws Exception {
        return steadyState(deadline);
    }

    /** Ends what the run needed; throws nothing. */
    @Override
    default void close() {}
}
