/** A whole fleet in one process: what its nodes ask of the auth service. */
@NullMarked
package io.handclasp.examples.benchmarks.fleet;

import org.jspecify.annotations.NullMarked;
