package io.handclasp.probes.net;

import io.handclasp.core.time.Deadline;

/**
 * Answers: which addresses has this name?
 *
 * <p>A name that does not exist and a server that does not answer are told apart where the implementation can (see
 * {@link Resolution.Result}). Implementations are called by many threads at once and keep to the deadline; see
 * {@link AddressResolvers} for those that are there.
 */
@FunctionalInterface
public interface AddressResolver {
    /**
     * Looks a name up.
     *
     * @param host a host name or an IP address in text form
     * @param deadline when the answer must be there
     * @return the addresses, or why there are none
     * @throws InterruptedException when the thread was told to stop
     */
    Resolution resolve(String host, Deadline deadline) throws InterruptedException;
}
