package io.handclasp.probes.report;

import java.util.Objects;
import java.util.Optional;

/**
 * What an answer in the IETF format says of the service. It is public: put nothing in it that is not. Immutable.
 *
 * @param version the public version of its API
 * @param releaseId the release of its code
 * @param serviceId its unique id
 * @param description what it is, for people
 */
public record ServiceInfo(
        Optional<String> version,
        Optional<String> releaseId,
        Optional<String> serviceId,
        Optional<String> description) {
    /** Refuses missing parts. */
    public ServiceInfo {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(releaseId, "releaseId");
        Objects.requireNonNull(serviceId, "serviceId");
        Objects.requireNonNull(description, "description");
    }

    /**
     * Nothing.
     *
     * @return an information without any part
     */
    public static ServiceInfo none() {
        return new ServiceInfo(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
