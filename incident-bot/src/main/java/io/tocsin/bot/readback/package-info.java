/** What people do to tickets in their tracker, and what silence says, brought back to incidents. */
package io.tocsin.bot.readback;
