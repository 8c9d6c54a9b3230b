/** Which commit between two versions made a method slow, or broke it. */
package io.tocsin.bot.suspect;
