/** Who must act: the sources of ownership in their order. */
package io.tocsin.bot.owner;
