/** What it costs to hold open sessions to their tokens, and how exactly that is done. */
@NullMarked
package io.handclasp.examples.benchmarks.sessions;

import org.jspecify.annotations.NullMarked;
