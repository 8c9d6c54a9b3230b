package io.tocsin.web.page;

import java.time.Duration;
import java.util.Set;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Compression;
import org.springframework.boot.web.server.Cookie;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.ConfigurableServletWebServerFactory;
import org.springframework.boot.web.server.servlet.Session;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;
import org.springframework.web.servlet.resource.VersionResourceResolver;
import org.thymeleaf.spring6.SpringTemplateEngine;

/** Words, assets and cookies of the console. */
@Configuration(proxyBeanMethods = false)
class PageConfiguration implements WebMvcConfigurer {
  private static final String HTMX = "classpath:/META-INF/resources/webjars/htmx.org/2.0.10/dist/";

  @Bean
  MessageSource messageSource() {
    ResourceBundleMessageSource words = new ResourceBundleMessageSource();
    words.setBasename("messages");
    words.setDefaultEncoding("UTF-8");
    words.setFallbackToSystemLocale(false);
    return words;
  }

  @Bean
  LocaleResolver localeResolver() {
    return new Choices();
  }

  /**
   * What was run often becomes bytecode. Here, and no property of whoever starts the console, so
   * that every console has it.
   */
  @Bean
  SmartInitializingSingleton compiledExpressions(SpringTemplateEngine engine) {
    return () -> engine.setEnableSpringELCompiler(true);
  }

  /** Assets carry a hash of their content in their address, so browsers may keep them. */
  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/assets/**")
        .addResourceLocations("classpath:/assets/", HTMX)
        .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
        .resourceChain(true)
        .addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"));
  }

  @Bean
  ResourceUrlEncodingFilter resourceUrlEncodingFilter() {
    return new ResourceUrlEncodingFilter();
  }

  @Bean
  WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> sessions(
      ConsoleSettings settings) {
    return factory -> {
      Session session = new Session();
      session.setTimeout(settings.sessionIdle());
      session.setTrackingModes(Set.of(Session.SessionTrackingMode.COOKIE));
      session.getCookie().setName("tocsin_session");
      session.getCookie().setPath("/");
      session.getCookie().setHttpOnly(true);
      session.getCookie().setSecure(settings.overTls());
      session.getCookie().setSameSite(Cookie.SameSite.STRICT);
      factory.setSession(session);
    };
  }

  /**
   * Data and assets travel compressed. Pages do not: they hold secrets (tokens in forms) beside
   * text that others can choose, and the length of such a mixture can tell the secret.
   */
  @Bean
  WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> compression() {
    return factory -> {
      Compression compression = new Compression();
      compression.setEnabled(true);
      compression.setMimeTypes(
          new String[] {"application/json", "text/css", "text/javascript", "image/svg+xml"});
      factory.setCompression(compression);
    };
  }

  /** So that a redirect does not repeat the Host header, which anybody can send. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> redirects() {
    return factory ->
        factory.addContextCustomizers(context -> context.setUseRelativeRedirects(true));
  }
}
