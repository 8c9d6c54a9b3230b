/** Files that never change under a second name, for a backup of a store at work. */
package io.tocsin.storage.copy;
