/** A chat whose users log in at an OpenID provider. */
@NullMarked
package io.handclasp.examples.openid;

import org.jspecify.annotations.NullMarked;
