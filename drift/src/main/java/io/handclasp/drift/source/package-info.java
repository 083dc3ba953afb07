/** The sources of settings that come with Handclasp. */
@NullMarked
package io.handclasp.drift.source;

import org.jspecify.annotations.NullMarked;
