/**
 * Probes of the network: names, ports, certificates, HTTP. Each opens sockets of its own, keeps its deadline over all it
 * does, and tells how long each step took. Start at {@link io.handclasp.probes.net.TcpProbeBuilder} or at {@code Probes}.
 */
@NullMarked
package io.handclasp.probes.net;

import org.jspecify.annotations.NullMarked;
