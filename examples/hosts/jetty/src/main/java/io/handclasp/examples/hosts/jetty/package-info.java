/** The chat on Jetty. */
@NullMarked
package io.handclasp.examples.hosts.jetty;

import org.jspecify.annotations.NullMarked;
