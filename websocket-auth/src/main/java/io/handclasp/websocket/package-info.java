/** The front door: one handshake in, one {@link io.handclasp.websocket.AuthOutcome} out. */
@NullMarked
package io.handclasp.websocket;

import org.jspecify.annotations.NullMarked;
