/**
 * Can a real client do what users come for? A golden path is a journey from the login to the last answer, gone several times. Start at
 * {@link io.handclasp.validator.golden.GoldenPath#builder}.
 */
@NullMarked
package io.handclasp.validator.golden;

import org.jspecify.annotations.NullMarked;
