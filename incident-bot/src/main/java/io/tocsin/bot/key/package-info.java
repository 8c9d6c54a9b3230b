/** By what it is known that something came in before: field filter, canonical form, hash. */
package io.tocsin.bot.key;
