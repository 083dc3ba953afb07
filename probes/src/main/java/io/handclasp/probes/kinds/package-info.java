/** All kinds of probes in one place. Start at {@link io.handclasp.probes.kinds.Probes}. */
@NullMarked
package io.handclasp.probes.kinds;

import org.jspecify.annotations.NullMarked;
