/** Health checks side by side with those of other libraries. Start at {@link io.handclasp.examples.benchmarks.health.HealthChecks}. */
@NullMarked
package io.handclasp.examples.benchmarks.health;

import org.jspecify.annotations.NullMarked;
