/** The whole server's data for its operator, while it runs. */
package io.tocsin.web.backup;
