package io.tocsin.web.preview;

import io.tocsin.model.TenantId;
import io.tocsin.model.fault.Frame;
import io.tocsin.model.incident.Owner;
import io.tocsin.model.incident.ServiceOwners;
import io.tocsin.model.source.SourceLinks;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who owns which service, and where its source stands. */
@Configuration(proxyBeanMethods = false)
class PreviewSource {
  @Bean
  ServiceOwners serviceOwners() {
    return (tenant, service) ->
        service.startsWith("loan")
            ? Optional.empty()
            : Optional.of(
                new Owner(
                    "@" + service.replace("-service", "-core"),
                    null,
                    List.of("CODEOWNERS line 3: /" + service + "/ names this team")));
  }

  @Bean
  SourceLinks sourceLinks() {
    return new SourceLinks() {
      @Override
      public Map<Frame, String> lines(
          TenantId tenant, String service, @Nullable String revision, Collection<Frame> frames) {
        return frames.stream()
            .filter(frame -> frame.line() > 0)
            .distinct()
            .collect(
                Collectors.toMap(
                    frame -> frame,
                    frame ->
                        "https://git.example/%s/blob/HEAD/%s#L%d"
                            .formatted(service, frame.file(), frame.line())));
      }

      @Override
      public Optional<String> commit(TenantId tenant, String service, String commit) {
        return Optional.of("https://git.example/%s/commit/%s".formatted(service, commit));
      }
    };
  }
}
