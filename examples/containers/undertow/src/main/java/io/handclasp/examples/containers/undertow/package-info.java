/** Undertow under the conformance suite. */
@NullMarked
package io.handclasp.examples.containers.undertow;

import org.jspecify.annotations.NullMarked;
