package dev.footfall.examples.spring;

import java.time.LocalDate;

record Member(int id, String name, LocalDate since) {}
