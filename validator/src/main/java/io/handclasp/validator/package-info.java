/**
 * The question "is this host fit to serve?", asked in six phases. Start at {@link io.handclasp.validator.Validator#builder()}.
 */
@NullMarked
package io.handclasp.validator;

import org.jspecify.annotations.NullMarked;
