package dev.footfall.examples.spring;

import java.time.LocalDate;

record Loan(int book, int member, LocalDate due) {}
