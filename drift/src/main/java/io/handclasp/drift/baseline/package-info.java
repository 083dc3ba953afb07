/** What should be: expectations, rules over several settings, ignore rules and overlays. */
@NullMarked
package io.handclasp.drift.baseline;

import org.jspecify.annotations.NullMarked;
