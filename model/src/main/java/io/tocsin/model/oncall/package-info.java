/** Who is on call when: rotations in layers, and what people agreed on besides. */
package io.tocsin.model.oncall;
