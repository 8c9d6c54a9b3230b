/** What profiles show: merged call stacks by service, version, type and time. */
package io.tocsin.model.profile;
