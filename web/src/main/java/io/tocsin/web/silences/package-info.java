/** Silences: who wants to hear nothing of what, until when, and why. */
package io.tocsin.web.silences;
