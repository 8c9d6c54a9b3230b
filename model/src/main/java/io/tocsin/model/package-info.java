/**
 * The field's nouns and the ports between the modules. Nouns use the JDK only, ports use nouns.
 *
 * <p>Instants are UTC; fields named {@code …Nanos} count nanoseconds since the epoch.
 */
package io.tocsin.model;
