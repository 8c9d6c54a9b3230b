/** Text of one record to the content of an OTLP log record; one class a format. */
package io.tocsin.collector.receiver.filelog.format;
