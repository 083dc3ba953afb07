/** The chat on Tomcat. */
@NullMarked
package io.handclasp.examples.hosts.tomcat;

import org.jspecify.annotations.NullMarked;
