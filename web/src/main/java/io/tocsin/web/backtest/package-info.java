/** What other settings would have filed: a dry run over history, as a page and over the API. */
package io.tocsin.web.backtest;
