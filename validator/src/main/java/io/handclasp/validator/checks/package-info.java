/**
 * The checks that come with Handclasp, for the first four phases of a validation run: over a host's probes, its private paths, its
 * authenticator and what it is integrated with. Each class makes one {@link io.handclasp.validator.model.CheckSource}.
 */
@NullMarked
package io.handclasp.validator.checks;

import org.jspecify.annotations.NullMarked;
