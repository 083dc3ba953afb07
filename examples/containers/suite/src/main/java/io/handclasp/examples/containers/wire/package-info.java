/** Clients: a socket that may misbehave, {@code java.net.http}, Tyrus, and a browser. */
@NullMarked
package io.handclasp.examples.containers.wire;

import org.jspecify.annotations.NullMarked;
