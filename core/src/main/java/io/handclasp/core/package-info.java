/** Statuses, findings, secrets, redaction and the checking of settings. */
@NullMarked
package io.handclasp.core;

import org.jspecify.annotations.NullMarked;
