package io.tocsin.bot.tracker.jira;

class JiraCloudTest extends JiraContract {
  JiraCloudTest() {
    super(JiraKind.CLOUD);
  }
}
