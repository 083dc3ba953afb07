/** An application that uses the auto-configuration. */
@NullMarked
package io.handclasp.examples.hosts.springboot.chat;

import org.jspecify.annotations.NullMarked;
