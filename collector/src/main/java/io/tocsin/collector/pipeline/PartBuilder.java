package io.tocsin.collector.pipeline;

import io.opentelemetry.proto.collector.profiles.v1development.ExportProfilesServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.profiles.v1development.KeyValueAndUnit;
import io.opentelemetry.proto.profiles.v1development.Link;
import io.opentelemetry.proto.profiles.v1development.Location;
import io.opentelemetry.proto.profiles.v1development.Mapping;
import io.opentelemetry.proto.profiles.v1development.Profile;
import io.opentelemetry.proto.profiles.v1development.ProfilesDictionary;
import io.opentelemetry.proto.profiles.v1development.ResourceProfiles;
import io.opentelemetry.proto.profiles.v1development.ScopeProfiles;
import io.opentelemetry.proto.profiles.v1development.Stack;

/** Profiles of one route, put together to a request that has only what was masked. */
final class PartBuilder {
  private final ExportProfilesServiceRequest.Builder request =
      ExportProfilesServiceRequest.newBuilder();

  /** Every table begins with an empty entry, which index 0 means. */
  private final ProfilesDictionary.Builder dictionary =
      ProfilesDictionary.newBuilder()
          .addMappingTable(Mapping.getDefaultInstance())
          .addLocationTable(Location.getDefaultInstance())
          .addFunctionTable(
              io.opentelemetry.proto.profiles.v1development.Function.getDefaultInstance())
          .addLinkTable(Link.getDefaultInstance())
          .addStringTable("")
          .addAttributeTable(KeyValueAndUnit.getDefaultInstance())
          .addStackTable(Stack.getDefaultInstance());

  private int profiles;

  void add(Envelope.Masked around, Profile.Builder profile) {
    for (KeyValue attribute : around.attributes()) {
      dictionary.addStringTable(attribute.getKey());
      dictionary.addAttributeTable(
          KeyValueAndUnit.newBuilder()
              .setKeyStrindex(dictionary.getStringTableCount() - 1)
              .setValue(attribute.getValue()));
      profile.addAttributeIndices(dictionary.getAttributeTableCount() - 1);
    }
    request.addResourceProfiles(
        ResourceProfiles.newBuilder()
            .setResource(around.resource())
            .addScopeProfiles(
                ScopeProfiles.newBuilder().setScope(around.scope()).addProfiles(profile)));
    profiles++;
  }

  int profiles() {
    return profiles;
  }

  byte[] build() {
    return request.setDictionary(dictionary).build().toByteArray();
  }
}
