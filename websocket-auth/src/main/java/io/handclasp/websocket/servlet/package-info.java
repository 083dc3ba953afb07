/** Handshakes refused with an HTTP status before the upgrade, by a servlet filter. */
@NullMarked
package io.handclasp.websocket.servlet;

import org.jspecify.annotations.NullMarked;
