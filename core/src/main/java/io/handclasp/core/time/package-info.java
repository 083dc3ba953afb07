/** The two clocks, injected once, and deadlines that are measured on the monotonic one. */
@NullMarked
package io.handclasp.core.time;

import org.jspecify.annotations.NullMarked;
