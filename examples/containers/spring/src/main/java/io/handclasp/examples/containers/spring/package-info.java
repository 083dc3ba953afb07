/** A Spring application whose handshakes Handclasp judges. */
@NullMarked
package io.handclasp.examples.containers.spring;

import org.jspecify.annotations.NullMarked;
