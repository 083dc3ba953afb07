/** A guarded chat, whatever server it runs on. */
@NullMarked
package io.handclasp.examples.hosts;

import org.jspecify.annotations.NullMarked;
