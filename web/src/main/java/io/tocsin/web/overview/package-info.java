/** The first page: what is wrong now, and whether Tocsin itself is well. */
package io.tocsin.web.overview;
