/** Where in which file a tail is, durable before the log hears of it. */
package io.tocsin.collector.receiver.filelog.checkpoint;
