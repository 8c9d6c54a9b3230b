/** The page of a JVM that died: what its fatal error log says. */
package io.tocsin.web.crash;
