/** A reconnect storm: all users come back within a second, and the auth service cannot take them all at once. */
@NullMarked
package io.handclasp.examples.benchmarks.storm;

import org.jspecify.annotations.NullMarked;
