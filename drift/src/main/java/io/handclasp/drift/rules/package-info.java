/** Rules that come with Handclasp, in packs. */
@NullMarked
package io.handclasp.drift.rules;

import org.jspecify.annotations.NullMarked;
