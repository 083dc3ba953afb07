/** Interval estimates and exact percentiles that say nothing when the sample is too small. */
@NullMarked
package io.handclasp.core.statistics;

import org.jspecify.annotations.NullMarked;
