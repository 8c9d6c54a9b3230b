package io.tocsin.collector.processor.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Public samples of personal data: the cases of Microsoft Presidio's recognisers and the sentences
 * of presidio-research (MIT), in the folder {@code pii} of the one that TOCSIN_DATA names.
 */
class PublicPiiTest {
  private static final MaskingConfig NOTHING =
      new MaskingConfig(
          List.of(), List.of(), false, false, false, false, false, false, false, false, false,
          List.of());

  @ParameterizedTest
  @ValueSource(strings = {"credit_card", "iban", "email"})
  void presidioCase_isMasked_exactlyWhereItHoldsSomething(String kind) throws Exception {
    MaskText mask = new MaskText(only(kind));
    List<String> wrong = new ArrayList<>();
    for (Value one : read("presidio_" + kind + "_recognizer.json").getValuesList()) {
      String text = one.getListValue().getValues(0).getStringValue();
      boolean expected = one.getListValue().getValues(1).getNumberValue() > 0;
      if (mask.mask(text).equals(text) == expected) {
        wrong.add(text);
      }
    }
    assertThat(wrong).as("lower case counts here").isSubsetOf("LV80 bANK 0000 4351 9500 1");
  }

  private static MaskingConfig only(String kind) {
    return new MaskingConfig(
        NOTHING.keys(),
        NOTHING.keyWords(),
        false,
        false,
        false,
        false,
        kind.equals("credit_card"),
        kind.equals("iban"),
        kind.equals("email"),
        false,
        false,
        List.of());
  }

  @Test
  void labelledSentences_loseTheirNumbers_andNothingElse() throws Exception {
    MaskText mask = new MaskText(MaskingConfig.defaults());
    List<String> missed = new ArrayList<>();
    for (Value one : read("data/synth_dataset_v2.json").getValuesList()) {
      Struct sentence = one.getStructValue();
      String text = sentence.getFieldsOrThrow("full_text").getStringValue();
      String masked = mask.mask(text);
      boolean sensitive = false;
      for (Value label : sentence.getFieldsOrThrow("spans").getListValue().getValuesList()) {
        String type = label.getStructValue().getFieldsOrThrow("entity_type").getStringValue();
        String value = label.getStructValue().getFieldsOrThrow("entity_value").getStringValue();
        boolean ours =
            List.of("CREDIT_CARD", "IBAN_CODE", "EMAIL_ADDRESS", "US_SSN").contains(type);
        sensitive |= ours || type.equals("PHONE_NUMBER");
        if (ours && masked.contains(value)) {
          missed.add(value);
        }
      }
      if (!sensitive) {
        assertThat(masked).isEqualTo(text);
      }
    }
    assertThat(missed).as("one card number there begins with 0").containsExactly("060426070011");
  }

  private static ListValue read(String file) throws IOException {
    @Nullable String data = System.getenv("TOCSIN_DATA");
    assumeThat(data).as("TOCSIN_DATA names a folder with sample data").isNotNull();
    Path path = Path.of(String.valueOf(data), "pii", file);
    assumeThat(path).exists();
    ListValue.Builder values = ListValue.newBuilder();
    JsonFormat.parser().merge(Files.readString(path), values);
    return values.build();
  }
}
