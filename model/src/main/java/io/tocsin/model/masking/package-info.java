/** What was masked before it was stored, for people. */
package io.tocsin.model.masking;
