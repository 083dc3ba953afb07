/** How a verifier reaches its auth service: the seam under every remote verifier, for faults, drills and tests. */
@NullMarked
package io.handclasp.websocket.transport;

import org.jspecify.annotations.NullMarked;
