/** Handclasp as an auto-configuration of Spring Boot. */
@NullMarked
package io.handclasp.examples.hosts.springboot;

import org.jspecify.annotations.NullMarked;
