/** A host with a guarded chat; start with {@link ChatHost}, and see in {@link HostValidation} how it validates itself. */
@NullMarked
package io.handclasp.examples.hostapp;

import org.jspecify.annotations.NullMarked;
