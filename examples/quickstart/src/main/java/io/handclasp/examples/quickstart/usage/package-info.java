/** What is wrong with a command line or a settings file, told well. */
@NullMarked
package io.handclasp.examples.quickstart.usage;

import org.jspecify.annotations.NullMarked;
