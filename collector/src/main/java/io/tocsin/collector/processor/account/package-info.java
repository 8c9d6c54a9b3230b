/** Account ids: found, tokenised, encrypted, and overwritten wherever a record holds them. */
package io.tocsin.collector.processor.account;
