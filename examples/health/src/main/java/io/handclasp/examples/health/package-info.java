/** A monitor's health behind MicroProfile Health and Spring Boot Actuator; copy what you need. */
@NullMarked
package io.handclasp.examples.health;

import org.jspecify.annotations.NullMarked;
