/** Jetty under the conformance suite. */
@NullMarked
package io.handclasp.examples.containers.jetty;

import org.jspecify.annotations.NullMarked;
