/** Log messages to the statements that wrote them: templates, mined as lines come. */
package io.tocsin.collector.template;
