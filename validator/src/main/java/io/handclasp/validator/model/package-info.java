/**
 * What a validation run is made of and what it yields: checks, their outcomes, objectives and the report with its verdict. Nothing
 * here runs anything.
 */
@NullMarked
package io.handclasp.validator.model;

import org.jspecify.annotations.NullMarked;
