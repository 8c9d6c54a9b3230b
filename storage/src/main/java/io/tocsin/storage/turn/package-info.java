/** Who waits for whom where there are too few processors. Knows nothing else. */
package io.tocsin.storage.turn;
