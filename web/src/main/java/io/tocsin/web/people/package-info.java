/** Who is in, and one-time links that let others in. */
package io.tocsin.web.people;
