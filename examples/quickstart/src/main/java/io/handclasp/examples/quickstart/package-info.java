/** Handclasp beside a plain call, against the same failing auth service; start with {@link GuardedServer}. */
@NullMarked
package io.handclasp.examples.quickstart;

import org.jspecify.annotations.NullMarked;
