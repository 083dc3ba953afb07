/** The question "whose token is this, and is it good?": the judge's interface, its verdicts, and its inability. */
@NullMarked
package io.handclasp.websocket.verify;

import org.jspecify.annotations.NullMarked;
