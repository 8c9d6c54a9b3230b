/**
 * Scorers: they read labels and what {@code ./tocsin eval} predicted, and share no code with it.
 */
package io.tocsin.bench.score;
