/** What Handclasp costs, beside what its peers cost, in one run. See {@code docs/benchmarks.md} for the commands. */
@NullMarked
package io.handclasp.examples.benchmarks;

import org.jspecify.annotations.NullMarked;
