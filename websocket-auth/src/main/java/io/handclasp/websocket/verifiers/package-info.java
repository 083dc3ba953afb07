/** The verifiers that come with Handclasp: local verification of signed tokens and RFC 7662 introspection. */
@NullMarked
package io.handclasp.websocket.verifiers;

import org.jspecify.annotations.NullMarked;
