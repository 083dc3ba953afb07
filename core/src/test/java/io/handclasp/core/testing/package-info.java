/** Test doubles and censuses that the tests of all modules share; never part of a published jar. */
@NullMarked
package io.handclasp.core.testing;

import org.jspecify.annotations.NullMarked;
