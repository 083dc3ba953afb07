/** Compares what is configured with what should be, and replicas with each other. */
@NullMarked
package io.handclasp.drift.detect;

import org.jspecify.annotations.NullMarked;
