/**
 * The JVM's fatal error log: read, explained, redacted. A pure leaf of Java 8 bytecode that uses
 * the JDK only, for it also runs inside the agent, in any service.
 */
package io.tocsin.crash;
