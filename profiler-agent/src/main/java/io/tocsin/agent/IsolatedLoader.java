package io.tocsin.agent;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Loads the agent's own classes, which lie in the jar under a folder where no other loader looks.
 * Its parent is the bootstrap loader: nothing of the application can be seen from here.
 *
 * <p>All classes are read at once, about 100 kB, so that a jar replaced while the service runs
 * cannot break a class that is first needed in a crash.
 */
final class IsolatedLoader extends ClassLoader {
  private static final String FOLDER = "hidden/";
  private static final String SUFFIX = ".class";

  static {
    registerAsParallelCapable();
  }

  private final Map<String, byte[]> classes;
  private final File jar;

  private IsolatedLoader(Map<String, byte[]> classes, File jar) {
    super(null);
    this.classes = classes;
    this.jar = jar;
  }

  static IsolatedLoader of(File jar) throws IOException {
    Map<String, byte[]> classes = new HashMap<String, byte[]>();
    try (JarFile file = new JarFile(jar, false)) {
      for (Enumeration<JarEntry> entries = file.entries(); entries.hasMoreElements(); ) {
        JarEntry entry = entries.nextElement();
        String path = entry.getName();
        if (path.startsWith(FOLDER) && path.endsWith(SUFFIX)) {
          String name = path.substring(FOLDER.length(), path.length() - SUFFIX.length());
          classes.put(name.replace('/', '.'), read(file, entry));
        }
      }
    }
    return new IsolatedLoader(classes, jar);
  }

  /** Ours first: somebody may have put another copy of the profiler on the bootstrap path. */
  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!classes.containsKey(name)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = classes.get(name);
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }

  /**
   * Out of the same folder, read anew each time: nothing but native code is asked for, once.
   *
   * @return null where there is none, or the jar is gone
   */
  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    try (JarFile file = new JarFile(jar, false)) {
      JarEntry entry = file.getJarEntry(FOLDER + name);
      return entry == null ? null : new ByteArrayInputStream(read(file, entry));
    } catch (IOException e) {
      return null;
    }
  }

  private static byte[] read(JarFile file, JarEntry entry) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
    byte[] chunk = new byte[4096];
    try (InputStream in = file.getInputStream(entry)) {
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        bytes.write(chunk, 0, n);
      }
    }
    return bytes.toByteArray();
  }
}
