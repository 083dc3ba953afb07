/** Probes of databases through JDBC. Start at {@link io.handclasp.probes.sql.JdbcProbeBuilder}. */
@NullMarked
package io.handclasp.probes.sql;

import org.jspecify.annotations.NullMarked;
