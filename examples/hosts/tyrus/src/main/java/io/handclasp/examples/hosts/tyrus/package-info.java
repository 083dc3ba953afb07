/** The chat on Tyrus. */
@NullMarked
package io.handclasp.examples.hosts.tyrus;

import org.jspecify.annotations.NullMarked;
