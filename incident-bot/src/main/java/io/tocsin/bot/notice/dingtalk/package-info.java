/** A group robot of DingTalk (钉钉). */
package io.tocsin.bot.notice.dingtalk;
