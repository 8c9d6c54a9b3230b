/** What Datadog's web hooks send. */
package io.tocsin.bot.intake.datadog;
