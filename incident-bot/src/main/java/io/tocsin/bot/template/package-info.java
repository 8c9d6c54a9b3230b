/**
 * Texts that people write with names in them, filled in: Mustache, which has no logic to go wrong.
 */
package io.tocsin.bot.template;
