package io.tocsin.storage.segment;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** Takes damaged files out of the way by renaming them: nothing of them is deleted. */
final class SetAside {
  private final Disk disk;
  private final Damage damage;
  private final Set<String> names;

  SetAside(Disk disk, Damage damage) throws IOException {
    this.disk = disk;
    this.damage = damage;
    this.names = new HashSet<>(disk.list());
    damage.setAside((int) names.stream().filter(name -> name.endsWith(FileNames.DAMAGED)).count());
  }

  /** The sentence tells people what was wrong with it. */
  void file(String name, String because) throws IOException {
    damage.found(because + "; kept as " + keep(name));
  }

  /** For a file whose damage was told already; returns its new name. */
  synchronized String keep(String name) throws IOException {
    String kept = FileNames.damaged(name, names);
    disk.rename(name, kept);
    disk.force();
    names.add(kept);
    damage.setAside(1);
    return kept;
  }
}
