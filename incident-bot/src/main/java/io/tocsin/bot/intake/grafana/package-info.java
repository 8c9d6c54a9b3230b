/** What Grafana's alerting sends to web hooks. */
package io.tocsin.bot.intake.grafana;
