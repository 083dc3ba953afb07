package io.handclasp.validator.golden;

import io.handclasp.core.Secret;
import io.handclasp.core.time.Deadline;

/**
 * Obtains a token as a user's client does. Called by several threads at once when journeys go side by side.
 */
@FunctionalInterface
public interface Login {
    /**
     * Logs a user in.
     *
     * @param user the number of the user, from 1; whether another number is another user is the host's choice
     * @param deadline when the token must be there; nobody reads a later one
     * @return the token
     * @throws Exception when there is none; its message is shown scrubbed
     */
    Secret login(int user, Deadline deadline) throws Exception;
}
