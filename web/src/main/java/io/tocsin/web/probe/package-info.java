/** What machines ask: is it alive, is it ready, what does it count. */
package io.tocsin.web.probe;
