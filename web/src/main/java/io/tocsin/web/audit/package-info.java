/** The audit journal, for admins: search, export, proof. */
package io.tocsin.web.audit;
