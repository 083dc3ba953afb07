/** Handshakes on Jakarta WebSocket containers, judged without holding a thread of the container. */
@NullMarked
package io.handclasp.websocket.jakarta;

import org.jspecify.annotations.NullMarked;
