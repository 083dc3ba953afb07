/** Bounded parallel runs on the host's executor, isolated listeners and named threads. */
@NullMarked
package io.handclasp.core.concurrent;

import org.jspecify.annotations.NullMarked;
