/** Tyrus under the conformance suite. */
@NullMarked
package io.handclasp.examples.containers.tyrus;

import org.jspecify.annotations.NullMarked;
