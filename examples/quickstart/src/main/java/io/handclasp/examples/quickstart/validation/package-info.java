/** The six-phase run over the embedded system. */
@NullMarked
package io.handclasp.examples.quickstart.validation;

import org.jspecify.annotations.NullMarked;
