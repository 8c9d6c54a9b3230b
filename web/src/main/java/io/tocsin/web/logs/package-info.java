/** Search in log lines: by trace, account, tenant code and error code, text, time. */
package io.tocsin.web.logs;
