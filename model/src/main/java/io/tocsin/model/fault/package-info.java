/**
 * What is wrong in the code, told from stack traces: reading them, the fingerprint that groups
 * them, the frame most likely to blame. Pure and bounded: the same text gives the same answer.
 */
package io.tocsin.model.fault;
