package io.tocsin.web.signin;

/**
 * Who runs this server, of all tenants: whoever can read the token in its data folder. No person or
 * API token of a tenant is that.
 */
public interface OperatorToken {
  /** Compares in constant time. */
  boolean is(String token);
}
