/**
 * What earlier comparisons found: runs that are kept in memory or in a database, and what became of each finding since. Start at
 * {@link io.handclasp.drift.history.DriftHistories}.
 */
@NullMarked
package io.handclasp.drift.history;

import org.jspecify.annotations.NullMarked;
