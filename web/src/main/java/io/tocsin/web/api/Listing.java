package io.tocsin.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tocsin.model.store.Page;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Some of the answers, and how to get the rest. */
record Listing(
    List<Map<String, Object>> items,
    long total,
    @JsonProperty("total_is_lower_bound") boolean totalIsLowerBound,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String next) {

  static <T> Listing of(Page<T> page, Function<T, Map<String, Object>> document) {
    return new Listing(
        page.items().stream().map(document).toList(),
        page.total(),
        page.totalIsLowerBound(),
        page.next());
  }
}
