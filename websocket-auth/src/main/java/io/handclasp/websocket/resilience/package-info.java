/** What keeps a verdict coming when the judge is slow, flaky or down. */
@NullMarked
package io.handclasp.websocket.resilience;

import org.jspecify.annotations.NullMarked;
