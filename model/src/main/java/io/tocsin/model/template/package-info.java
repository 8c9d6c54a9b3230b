/** Templates of log messages: which statements a service's lines come from. */
package io.tocsin.model.template;
