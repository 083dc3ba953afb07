/** What an authenticator tells about itself: events, health and flight records. No token is in any of them. */
@NullMarked
package io.handclasp.websocket.observe;

import org.jspecify.annotations.NullMarked;
