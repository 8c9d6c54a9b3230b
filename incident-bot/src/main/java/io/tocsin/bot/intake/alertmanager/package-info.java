/** What Prometheus sends to an Alertmanager, and what an Alertmanager sends to web hooks. */
package io.tocsin.bot.intake.alertmanager;
