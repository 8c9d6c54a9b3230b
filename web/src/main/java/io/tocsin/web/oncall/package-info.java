/** Who is on call: now, in the next two weeks, and who stands in. */
package io.tocsin.web.oncall;
