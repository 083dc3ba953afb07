/** Revocations that identity providers send: logout tokens and security event tokens. */
@NullMarked
package io.handclasp.websocket.feed;

import org.jspecify.annotations.NullMarked;
