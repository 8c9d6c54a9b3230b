/** A stack trace as people read it: own code first, the rest folded. */
package io.tocsin.web.stack;
