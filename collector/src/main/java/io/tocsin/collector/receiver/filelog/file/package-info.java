/** Files that match, told apart by what they are rather than what they are called. */
package io.tocsin.collector.receiver.filelog.file;
