/**
 * All of Footfall with one command: the server with a generated year, three services that go on
 * with it, each on another framework, and people who ask them for things. {@link
 * dev.footfall.examples.demo.Main} runs it.
 */
@NullMarked
package dev.footfall.examples.demo;

import org.jspecify.annotations.NullMarked;
