/** Which web pages may open a WebSocket: the defence against cross-site WebSocket hijacking (RFC 6454, RFC 6455). */
@NullMarked
package io.handclasp.websocket.origin;

import org.jspecify.annotations.NullMarked;
