/** Keys, tokens, transports and servers that the tests of this module share; never part of a published jar. */
@NullMarked
package io.handclasp.websocket.testing;

import org.jspecify.annotations.NullMarked;
