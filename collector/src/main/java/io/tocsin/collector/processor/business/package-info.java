/** What the bank calls an operation, and which traffic is a load test. */
package io.tocsin.collector.processor.business;
