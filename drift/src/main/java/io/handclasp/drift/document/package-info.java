/** JSON and YAML documents with their lines, read within limits. */
@NullMarked
package io.handclasp.drift.document;

import org.jspecify.annotations.NullMarked;
