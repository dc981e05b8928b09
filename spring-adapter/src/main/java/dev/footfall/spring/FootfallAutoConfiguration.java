package dev.footfall.spring;

import org.springframework.boot.autoconfigure.AutoConfiguration;

/** Records the requests of a Spring Boot application. */
@AutoConfiguration
public class FootfallAutoConfiguration {}
