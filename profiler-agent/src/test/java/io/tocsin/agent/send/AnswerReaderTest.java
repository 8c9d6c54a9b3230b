package io.tocsin.agent.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

  @Test
  void answer_isStatusAndRetryAfter() throws Exception {
    Answer answer = read("HTTP/1.1 429 Too Many\r\nX: y\r\nretry-AFTER:  7 \r\n\r\nbody");
    assertThat(answer.status).isEqualTo(429);
    assertThat(answer.retryAfterMillis).isEqualTo(7_000);
  }

  @Test
  void interimAnswers_areSkipped() throws Exception {
    assertThat(read("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204\r\n\r\n").status).isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\n", "SSH-2.0-x\r\n\r\n", "HTTP/1.1 abc\r\n\r\n"})
  void whatIsNoHttp_isAnError(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class);
  }

  @Test
  void endlessHead_isAnError() {
    assertThatThrownBy(() -> read("HTTP/1.1 200 OK\r\nX: " + "y".repeat(70_000)))
        .hasMessageContaining("65536");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "120|120000",
        "-5|0",
        "Wed, 04 Mar 2026 05:07:07 GMT|60000",
        "Wed, 04 Mar 2026 05:00:00 GMT|0",
        "soon|-1",
        "99999999999999999999|-1",
        "9223372036854775807|-1",
      })
  void retryAfter_isSecondsOrADate(String value, long millis) {
    assertThat(RetryAfter.millis(value, NOW)).isEqualTo(millis);
  }

  @ParameterizedTest
  @CsvSource({
    "200,true,false",
    "204,true,false",
    "401,false,false",
    "500,false,false",
    "413,false,false",
    "429,false,true",
    "502,false,true",
    "503,false,true",
    "504,false,true"
  })
  void status_decides(int status, boolean delivered, boolean tryAgain) {
    Answer answer = new Answer(status, Answer.NO_ADVICE);
    assertThat(answer.delivered()).isEqualTo(delivered);
    assertThat(answer.tryAgain()).isEqualTo(tryAgain);
  }

  @Test
  void backoff_doublesUpToItsLimitAndStartsAgainAfterSuccess() {
    Backoff backoff = new Backoff(100, 1_000);
    assertThat(backoff.failed(Answer.NO_ADVICE)).isBetween(50L, 100L);
    assertThat(backoff.failed(Answer.NO_ADVICE)).isBetween(100L, 200L);
    assertThat(backoff.failed(700)).isEqualTo(700);
    assertThat(backoff.failed(5_000)).isEqualTo(1_000);
    for (int i = 0; i < 100; i++) {
      assertThat(backoff.failed(Answer.NO_ADVICE)).isBetween(400L, 1_000L);
    }
    backoff.succeeded();
    assertThat(backoff.failed(Answer.NO_ADVICE)).isBetween(50L, 100L);
  }

  private static Answer read(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return new AnswerReader(new ByteArrayInputStream(bytes)).read(NOW);
  }
}
