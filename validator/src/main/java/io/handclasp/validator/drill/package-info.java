/**
 * Does the host keep its promises while something is broken on purpose, and recover when it is mended? Drills for authentication come
 * from {@link io.handclasp.validator.drill.AuthDrills}, others from {@link io.handclasp.validator.drill.Drill#builder}.
 */
@NullMarked
package io.handclasp.validator.drill;

import org.jspecify.annotations.NullMarked;
