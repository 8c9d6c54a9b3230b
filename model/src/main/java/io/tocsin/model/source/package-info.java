/** The source code of services, as far as pages and tickets point at it. */
@NullMarked
package io.tocsin.model.source;

import org.jspecify.annotations.NullMarked;
