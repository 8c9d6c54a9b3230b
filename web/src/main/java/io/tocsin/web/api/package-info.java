/** REST API, {@code /api/v1}: JSON in snake_case, additive; the same rights as the pages. */
package io.tocsin.web.api;
