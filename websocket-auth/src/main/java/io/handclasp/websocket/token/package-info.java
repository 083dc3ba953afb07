/** Where a handshake carries its token, and how it is read (RFC 6750, RFC 6455). */
@NullMarked
package io.handclasp.websocket.token;

import org.jspecify.annotations.NullMarked;
