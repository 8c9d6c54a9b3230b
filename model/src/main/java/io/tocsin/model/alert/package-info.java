/** Alerts that other systems send, and where they are kept. */
package io.tocsin.model.alert;
