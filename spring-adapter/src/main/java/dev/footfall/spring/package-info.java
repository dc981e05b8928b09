/** The Footfall client in Spring Boot applications, on servlets and on WebFlux. */
@NullMarked
package dev.footfall.spring;

import org.jspecify.annotations.NullMarked;
