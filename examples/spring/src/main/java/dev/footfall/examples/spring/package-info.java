/** A small API on Spring Boot. */
@NullMarked
package dev.footfall.examples.spring;

import org.jspecify.annotations.NullMarked;
