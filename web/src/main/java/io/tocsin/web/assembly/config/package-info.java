/** tocsin.yml: read safely, bound to config records, and told back as the config reference. */
package io.tocsin.web.assembly.config;
