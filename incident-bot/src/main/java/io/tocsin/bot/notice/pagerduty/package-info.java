/** PagerDuty, by its Events API v2: one alert an incident. */
package io.tocsin.bot.notice.pagerduty;
