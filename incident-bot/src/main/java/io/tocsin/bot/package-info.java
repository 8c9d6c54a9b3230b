/** The bot's settings; its parts live below. */
package io.tocsin.bot;
