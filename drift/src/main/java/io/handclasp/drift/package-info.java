/** The question "what is configured?": sources of settings and the values that they tell. */
@NullMarked
package io.handclasp.drift;

import org.jspecify.annotations.NullMarked;
