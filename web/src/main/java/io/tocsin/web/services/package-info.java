/** Every service that was seen: versions, health, owner, latency, profiles. */
package io.tocsin.web.services;
