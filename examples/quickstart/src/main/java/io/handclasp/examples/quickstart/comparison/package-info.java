/** Handshakes against a failing auth service, with a plain call and with Handclasp. */
@NullMarked
package io.handclasp.examples.quickstart.comparison;

import org.jspecify.annotations.NullMarked;
