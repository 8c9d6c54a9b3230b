/** Feishu (飞书, Lark): a group robot, or an app whose message an incident is kept up to date. */
package io.tocsin.bot.notice.feishu;
