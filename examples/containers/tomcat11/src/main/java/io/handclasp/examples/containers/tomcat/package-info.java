/** Tomcat under the conformance suite. */
@NullMarked
package io.handclasp.examples.containers.tomcat;

import org.jspecify.annotations.NullMarked;
