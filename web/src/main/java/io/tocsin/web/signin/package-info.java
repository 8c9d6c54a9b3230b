/** Who may come in: passwords, sessions, API tokens, what each role may open. */
package io.tocsin.web.signin;
