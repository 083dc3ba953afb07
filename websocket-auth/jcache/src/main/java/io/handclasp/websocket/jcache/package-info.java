/** Verdicts and revocations that nodes share through a JCache engine (JSR 107), under keys that the engine does not have. */
@NullMarked
package io.handclasp.websocket.jcache;

import org.jspecify.annotations.NullMarked;
