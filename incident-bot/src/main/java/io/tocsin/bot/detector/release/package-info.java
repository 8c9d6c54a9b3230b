/** Versions of services as they come to work. */
package io.tocsin.bot.detector.release;
