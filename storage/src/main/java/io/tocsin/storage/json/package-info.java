/** The model's nouns as JSON, the same in every store. */
package io.tocsin.storage.json;
