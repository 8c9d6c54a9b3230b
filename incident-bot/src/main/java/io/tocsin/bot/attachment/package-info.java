/** What explains an incident, made into files that its ticket gets: report, profile, log, trace. */
package io.tocsin.bot.attachment;
