package io.handclasp.probes.net;

import java.util.Objects;

/**
 * What all builders of probes of a host have in common. Not thread-safe.
 *
 * @param <B> the builder itself
 */
public abstract class HostProbeBuilder<B extends HostProbeBuilder<B>> {
    private AddressResolver resolver = AddressResolvers.system();

    HostProbeBuilder() {}

    abstract B self();

    /**
     * Sets who looks names up. Default: {@link AddressResolvers#system()}.
     *
     * @param resolver the resolver
     * @return this builder
     */
    public B resolver(AddressResolver resolver) {
        this.resolver = Objects.requireNonNull(resolver, "resolver");
        return self();
    }

    final AddressResolver resolver() {
        return resolver;
    }
}
