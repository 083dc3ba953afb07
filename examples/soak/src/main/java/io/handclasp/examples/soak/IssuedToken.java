package io.handclasp.examples.soak;

import io.handclasp.core.Secret;
import java.time.Instant;

/** A token, and what is in it. Never shows the token when printed. */
record IssuedToken(Secret text, String subject, String id, Instant expiry) {}
