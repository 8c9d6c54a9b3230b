/** What all pages share: frame, words, links, cookies, error pages. Imports no other feature. */
package io.tocsin.web.page;
