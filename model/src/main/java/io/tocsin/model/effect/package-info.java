/**
 * What must come about once, though who does it may die, be stopped or get no answer: states, the
 * fenced lease and keys. Tickets, notices and what comes in by web hook go by it.
 */
package io.tocsin.model.effect;
