/** Whether drift grows or shrinks, and whether that can be told at all. Start at {@link io.handclasp.drift.trend.DriftTrends}. */
@NullMarked
package io.handclasp.drift.trend;

import org.jspecify.annotations.NullMarked;
