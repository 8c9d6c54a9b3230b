/** What Google Cloud Monitoring's web hooks send. */
package io.tocsin.bot.intake.googlecloud;
