/** Names of services, teams and classes as settings write them. */
package io.tocsin.bot.name;
