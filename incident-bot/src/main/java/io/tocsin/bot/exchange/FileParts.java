package io.tocsin.bot.exchange;

import io.tocsin.model.ticket.Attachment;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** Files as parts of a {@code multipart/form-data} request. */
public final class FileParts {
  private FileParts() {}

  /**
   * @param field that all of them are sent as
   */
  public static MultiValueMap<String, Object> of(String field, List<Attachment> files) {
    MultiValueMap<String, Object> parts = new LinkedMultiValueMap<>();
    for (Attachment file : files) {
      HttpHeaders headers = new HttpHeaders();
      headers.setContentType(MediaType.parseMediaType(file.mediaType()));
      parts.add(field, new HttpEntity<>(new Named(file), headers));
    }
    return parts;
  }

  private static final class Named extends ByteArrayResource {
    private final String name;

    Named(Attachment file) {
      super(file.bytes());
      name = file.name();
    }

    @Override
    public String getFilename() {
      return name;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Named named && name.equals(named.name) && super.equals(other);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }
  }
}
