package io.tocsin.demo.history;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.TreeFormatter;
import org.jspecify.annotations.Nullable;

/** A folder of a git tree that writes only what has changed since it was written last. */
final class Folder {
  private final Map<String, ObjectId> files = new TreeMap<>();

  /** Git sorts a folder as if its name ended with a slash: that is part of the key here. */
  private final Map<String, Folder> folders = new TreeMap<>();

  private @Nullable ObjectId written;

  void put(String path, ObjectId blob) {
    written = null;
    int slash = path.indexOf('/');
    if (slash < 0) {
      files.put(path, blob);
    } else {
      folders
          .computeIfAbsent(path.substring(0, slash + 1), name -> new Folder())
          .put(path.substring(slash + 1), blob);
    }
  }

  ObjectId write(ObjectInserter objects) throws IOException {
    if (written == null) {
      TreeFormatter tree = new TreeFormatter();
      TreeMap<String, ObjectId> sorted = new TreeMap<>(files);
      for (Map.Entry<String, Folder> folder : folders.entrySet()) {
        sorted.put(folder.getKey(), folder.getValue().write(objects));
      }
      sorted.forEach((name, id) -> {
        if (name.endsWith("/")) {
          tree.append(name.substring(0, name.length() - 1), FileMode.TREE, id);
        } else {
          tree.append(name, FileMode.REGULAR_FILE, id);
        }
      });
      written = objects.insert(tree);
    }
    return written;
  }
}
