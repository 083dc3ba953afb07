/**
 * What every Jakarta container has to show for Handclasp to keep its promises there, and the means to see it. The modules
 * beside this one bring a container each and run it all.
 */
@NullMarked
package io.handclasp.examples.containers;

import org.jspecify.annotations.NullMarked;
