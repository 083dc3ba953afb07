/** A WebSocket opening handshake (RFC 6455, section 4) as data, whatever server received it. */
@NullMarked
package io.handclasp.websocket.handshake;

import org.jspecify.annotations.NullMarked;
