/** Handclasp against a real OpenID provider. */
@NullMarked
package io.handclasp.examples.openid;

import org.jspecify.annotations.NullMarked;
