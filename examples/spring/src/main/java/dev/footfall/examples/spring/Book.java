package dev.footfall.examples.spring;

record Book(int id, String title, String author, int copies) {}
