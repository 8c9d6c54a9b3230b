package io.tocsin.bot.tracker.jira;

class JiraDataCenterTest extends JiraContract {
  JiraDataCenterTest() {
    super(JiraKind.DATA_CENTER);
  }
}
