package io.tocsin.collector.pipeline;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.profiles.v1development.KeyValueAndUnit;
import io.opentelemetry.proto.profiles.v1development.Profile;
import io.opentelemetry.proto.profiles.v1development.ProfilesDictionary;
import java.util.ArrayList;
import java.util.List;

/** A profile's attributes stand in its request's dictionary. */
final class ProfileAttributes {
  private ProfileAttributes() {}

  /** Those whose indices lead to something. */
  static List<KeyValue> of(Profile profile, ProfilesDictionary dictionary) {
    List<KeyValue> attributes = new ArrayList<>();
    for (int index : profile.getAttributeIndicesList()) {
      if (index > 0 && index < dictionary.getAttributeTableCount()) {
        KeyValueAndUnit entry = dictionary.getAttributeTable(index);
        int key = entry.getKeyStrindex();
        if (key > 0 && key < dictionary.getStringTableCount()) {
          attributes.add(
              KeyValue.newBuilder()
                  .setKey(dictionary.getStringTable(key))
                  .setValue(entry.getValue())
                  .build());
        }
      }
    }
    return attributes;
  }
}
