/** Probes of what judges tokens: key sets and auth services. Start at {@link io.handclasp.probes.auth.JwksProbeBuilder}. */
@NullMarked
package io.handclasp.probes.auth;

import org.jspecify.annotations.NullMarked;
