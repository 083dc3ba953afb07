/** Validates an embedded system in six phases; start with {@code validation.AgentValidation}, which is what a host writes. */
@NullMarked
package io.handclasp.examples.quickstart;

import org.jspecify.annotations.NullMarked;
