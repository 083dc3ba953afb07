/** What was revoked before its time, and whether that is known completely. */
@NullMarked
package io.handclasp.websocket.revocation;

import org.jspecify.annotations.NullMarked;
