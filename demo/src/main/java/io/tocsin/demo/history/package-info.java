/** The git repository that the demo makes up: authors, owners and lines exist only there. */
package io.tocsin.demo.history;
