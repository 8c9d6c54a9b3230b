/** What the rules that operators write did to records. */
package io.tocsin.model.rule;
