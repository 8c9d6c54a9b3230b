/** The source of services: git repositories, opened or mirrored, and what is read of them. */
package io.tocsin.bot.source;
