package io.tocsin.agent.assembly;

import io.tocsin.agent.context.ContextStorageWatch;
import io.tocsin.agent.mdc.MdcWatch;
import io.tocsin.agent.notice.Notices;
import io.tocsin.agent.profile.Profiles;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/** Told of every class that is loaded; changes none. */
final class LoadWatch implements ClassFileTransformer {
  private final @Nullable ContextStorageWatch contexts;
  private final @Nullable MdcWatch mdc;
  private final @Nullable Profiles profiles;
  private final Notices notices;

  LoadWatch(
      @Nullable ContextStorageWatch contexts,
      @Nullable MdcWatch mdc,
      @Nullable Profiles profiles,
      Notices notices) {
    this.contexts = contexts;
    this.mdc = mdc;
    this.profiles = profiles;
    this.notices = notices;
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String className,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] bytes) {
    if (className == null || redefined != null) {
      return null;
    }
    try {
      if (contexts != null) {
        contexts.loading(loader, className);
      }
    } catch (Throwable e) {
      notices.sayOnce("context", "uncaught exceptions will have no trace id: " + e);
    }
    try {
      if (mdc != null) {
        mdc.loading(loader, className);
      }
    } catch (Throwable e) {
      notices.sayOnce("mdc", "uncaught exceptions will have no MDC values: " + e);
    }
    if (profiles != null) {
      profiles.loading(loader, className);
    }
    return null;
  }
}
