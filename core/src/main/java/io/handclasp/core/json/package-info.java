/** Writing reports as JSON. */
@NullMarked
package io.handclasp.core.json;

import org.jspecify.annotations.NullMarked;
