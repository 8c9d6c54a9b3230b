/** Whatever takes Alertmanager's webhooks (version 4). */
package io.tocsin.bot.notice.alertmanager;
