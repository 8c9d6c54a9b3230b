package io.tocsin.bot.owner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonNameTest {
  @ParameterizedTest
  @CsvSource({
    "@dev-b, HANDLE, dev-b",
    "dev-a <dev-a@bank.example>, ADDRESS, dev-a@bank.example",
    "dev-a@bank.example, ADDRESS, dev-a@bank.example",
    "dev-a <somewhere>, OTHER, somewhere",
    "@bank/hazel, OTHER, @bank/hazel",
    "dev-a, OTHER, dev-a"
  })
  void name_asAnySourceWritesIt_isTold(String person, PersonName.Form form, String words) {
    assertThat(PersonName.of(person)).isEqualTo(new PersonName(form, words));
  }
}
