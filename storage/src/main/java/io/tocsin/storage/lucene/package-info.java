/**
 * Documents: log records and spans in Lucene. One index holds one tenant's records of one UTC day
 * by observed time, and is deleted as a whole.
 */
package io.tocsin.storage.lucene;
