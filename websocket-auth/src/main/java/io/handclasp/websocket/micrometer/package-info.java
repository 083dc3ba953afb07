/** What {@link io.handclasp.websocket.observe} tells, as Micrometer meters. Needs {@code io.micrometer:micrometer-core}. */
@NullMarked
package io.handclasp.websocket.micrometer;

import org.jspecify.annotations.NullMarked;
