/** Open sessions after their handshake: they end with their tokens, are renewed with fresh ones, and closed when revoked. */
@NullMarked
package io.handclasp.websocket.session;

import org.jspecify.annotations.NullMarked;
