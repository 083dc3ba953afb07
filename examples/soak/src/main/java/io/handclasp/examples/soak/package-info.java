/**
 * Half an hour of mixed load under faults on a small heap: each handshake has exactly one outcome, no promise is broken, and when
 * everybody has left nothing is left.
 */
@NullMarked
package io.handclasp.examples.soak;

import org.jspecify.annotations.NullMarked;
