/**
 * Log files as they are written. Path of a line: {@code file.FileTable} says which files there are
 * and which are the same as before; {@code Tail} reads them; {@code RecordCutter} makes records of
 * lines; a {@code format} finds their fields; {@code BatchWriter} writes OTLP; {@code Delivery}
 * notes the batch in the {@code checkpoint} and hands it to the intake.
 */
package io.tocsin.collector.receiver.filelog;
