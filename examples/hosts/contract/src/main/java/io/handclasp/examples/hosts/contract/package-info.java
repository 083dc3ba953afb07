/** What each host has to show. */
@NullMarked
package io.handclasp.examples.hosts.contract;

import org.jspecify.annotations.NullMarked;
