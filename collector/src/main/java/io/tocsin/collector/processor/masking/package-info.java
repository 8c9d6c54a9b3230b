/**
 * Takes secrets and personal numbers out of telemetry: by the key they stand under, by their form.
 */
package io.tocsin.collector.processor.masking;
