/** What was found: findings, reports, exit codes. */
@NullMarked
package io.handclasp.drift.report;

import org.jspecify.annotations.NullMarked;
