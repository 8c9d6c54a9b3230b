package io.tocsin.demo.bank.notice;

import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What account holders chose, as the app sent it: each app version has settings of its own. */
@Component
class Preferences {
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  private final JdbcClient database;
  private final JsonMapper json;

  Preferences(JdbcClient database, JsonMapper json) {
    this.database = database;
    this.json = json;
  }

  void set(String account, Map<String, Object> chosen) {
    database
        .sql("insert or replace into preference (account_id, chosen) values (:account, :chosen)")
        .param("account", account)
        .param("chosen", json.writeValueAsString(chosen))
        .update();
  }

  /** Empty for whoever chose nothing. */
  Map<String, Object> of(String account) {
    return database
        .sql("select chosen from preference where account_id = :account")
        .param("account", account)
        .query(String.class)
        .optional()
        .map(text -> json.readValue(text, MAP))
        .orElse(Map.of());
  }
}
