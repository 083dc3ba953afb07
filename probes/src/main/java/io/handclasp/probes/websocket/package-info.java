/** Probes of WebSocket endpoints, with Tyrus as the client. Start at {@link io.handclasp.probes.websocket.WebSocketProbeBuilder}. */
@NullMarked
package io.handclasp.probes.websocket;

import org.jspecify.annotations.NullMarked;
