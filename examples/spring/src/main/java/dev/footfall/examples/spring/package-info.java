/**
 * A lending library's web API on Spring Boot, as an example of an application that records its
 * traffic. Footfall shows up in two places: {@code application.properties} says what is recorded,
 * and {@code MembersApplication} adds what only code can say.
 */
@NullMarked
package dev.footfall.examples.spring;

import org.jspecify.annotations.NullMarked;
