package dev.footfall.examples.servlet;

import java.math.BigDecimal;

record Book(int id, String title, String author, String genre, BigDecimal price, int stock) {}
