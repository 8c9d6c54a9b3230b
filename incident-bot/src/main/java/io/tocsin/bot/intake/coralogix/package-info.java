/** What Coralogix' web hooks send. */
package io.tocsin.bot.intake.coralogix;
