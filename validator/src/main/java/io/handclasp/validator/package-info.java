/** The question "is this host fit to serve?", asked in six phases. */
@NullMarked
package io.handclasp.validator;

import org.jspecify.annotations.NullMarked;
