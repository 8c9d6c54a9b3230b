/** Web hooks that were refused, and taking a refusal back. */
package io.tocsin.web.intake;
