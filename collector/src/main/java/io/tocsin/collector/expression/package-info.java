/** What rules may say of a record, in CEL, and the record as they see it. */
package io.tocsin.collector.expression;
