/** What Sentry's web hooks send. */
package io.tocsin.bot.intake.sentry;
