/** What keeps tickets and notices from being made for a while, who wants that, and why. */
package io.tocsin.model.mute;
