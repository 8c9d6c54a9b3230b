/** On call: schedules as the settings name them, and who it is at a time. */
package io.tocsin.bot.oncall;
