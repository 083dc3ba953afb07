/** The embedded system: an auth service, a guarded chat with an agent, and what the agent knows. */
@NullMarked
package io.handclasp.examples.quickstart.agent;

import org.jspecify.annotations.NullMarked;
