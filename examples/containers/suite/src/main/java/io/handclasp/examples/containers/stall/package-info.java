/** The stall scenario: what a slow auth service does to everybody else on a container. */
@NullMarked
package io.handclasp.examples.containers.stall;

import org.jspecify.annotations.NullMarked;
