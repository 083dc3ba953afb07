/**
 * A validation run as tests of JUnit Jupiter, which the host brings along ({@code org.junit.jupiter:junit-jupiter-api}). Start at
 * {@link io.handclasp.validator.junit.ValidationTests}.
 */
@NullMarked
package io.handclasp.validator.junit;

import org.jspecify.annotations.NullMarked;
