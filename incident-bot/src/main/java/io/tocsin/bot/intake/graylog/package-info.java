/** What Graylog's HTTP notifications send. */
package io.tocsin.bot.intake.graylog;
