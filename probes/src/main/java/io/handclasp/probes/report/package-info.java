/** Health as other systems read it. Start at {@link io.handclasp.probes.report.HealthFormats}. */
@NullMarked
package io.handclasp.probes.report;

import org.jspecify.annotations.NullMarked;
