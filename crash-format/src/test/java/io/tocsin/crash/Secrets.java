package io.tocsin.crash;

import java.util.List;

/** What a bank's JVM holds and nobody may read in a report. None belongs to anybody. */
final class Secrets {
  static final String CARD = "6222021234567890128";
  static final String GROUPED_CARD = "6222-0212-3456-7890";
  static final String MOBILE = "13812345678";
  static final String ID_CARD = "11010519491231002X";
  static final String PASSWORD = "S3cr3t!Pass-9x";
  static final String TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ6aGFuZyJ9.c2lnbmF0dXJl";
  static final String EMAIL = "zhangsan@example.com";
  static final String NAME = "Zhangsan Wang";
  static final String CHINESE_NAME = "张三";

  static final List<String> ALL =
      List.of(CARD, GROUPED_CARD, MOBILE, ID_CARD, PASSWORD, TOKEN, EMAIL, NAME, CHINESE_NAME);

  private Secrets() {}

  /** Parts by which a secret would still be known. */
  static List<String> tracesOf(String secret) {
    return switch (secret) {
      case GROUPED_CARD -> List.of("6222-0212", "3456-7890");
      case PASSWORD -> List.of("S3cr3t", "Pass-9x");
      case TOKEN -> List.of("eyJhbGci", "eyJzdWIi", "c2lnbmF0");
      case EMAIL, NAME -> List.of("zhangsan", "Zhangsan", "Wang");
      default -> List.of(secret);
    };
  }
}
