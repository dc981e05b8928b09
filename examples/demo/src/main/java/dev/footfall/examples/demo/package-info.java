/**
 * All of Footfall with one command: the server, two instances of the bookshop under one key, and
 * customers who ask them for things. {@link dev.footfall.examples.demo.Main} runs it.
 */
@NullMarked
package dev.footfall.examples.demo;

import org.jspecify.annotations.NullMarked;
