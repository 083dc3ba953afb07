/** The question "does this dependency work now?" and its answers. */
@NullMarked
package io.handclasp.probes;

import org.jspecify.annotations.NullMarked;
