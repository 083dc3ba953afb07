/** The chat on Undertow. */
@NullMarked
package io.handclasp.examples.hosts.undertow;

import org.jspecify.annotations.NullMarked;
