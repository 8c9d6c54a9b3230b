/** How Tocsin itself is. */
package io.tocsin.web.status;
