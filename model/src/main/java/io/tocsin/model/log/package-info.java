/** The durable log: one writer side that acknowledges what is on disk, many readers behind it. */
package io.tocsin.model.log;
