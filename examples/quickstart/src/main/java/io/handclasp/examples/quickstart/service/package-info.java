/** The six-phase run over real services that a file names. */
@NullMarked
package io.handclasp.examples.quickstart.service;

import org.jspecify.annotations.NullMarked;
