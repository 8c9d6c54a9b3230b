/** A group robot of WeCom (企业微信). */
package io.tocsin.bot.notice.wecom;
