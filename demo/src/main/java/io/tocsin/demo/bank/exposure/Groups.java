package io.tocsin.demo.bank.exposure;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who owns whom, as the register of companies says. */
@Component
class Groups {
  private record Link(String parent, String child) {}

  private final JdbcClient database;

  Groups(JdbcClient database) {
    this.database = database;
  }

  void join(String child, String parent) {
    database
        .sql("insert or replace into member (child, parent) values (:child, :parent)")
        .param("child", child)
        .param("parent", parent)
        .update();
  }

  /** By company, those directly below it. */
  Map<String, List<String>> all() {
    return database.sql("select parent, child from member").query(Link.class).list().stream()
        .collect(
            Collectors.groupingBy(
                Link::parent, Collectors.mapping(Link::child, Collectors.toList())));
  }
}
