package io.tocsin.web.probe;

import io.tocsin.model.Health;
import java.util.Map;

/** Every part of this process that has a health, by name. */
public interface Parts {
  Map<String, Health> health();
}
