/** Alerts of other systems: Alertmanager's API v2 and web hooks. */
package io.tocsin.web.alerts;
