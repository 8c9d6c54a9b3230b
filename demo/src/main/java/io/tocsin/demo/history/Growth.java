package io.tocsin.demo.history;

import io.tocsin.demo.plan.Author;
import io.tocsin.demo.plan.Place;
import io.tocsin.demo.plan.Staff;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * One commit of the time in which the bank came to be: a member of a file, or its beginning where
 * the index is negative.
 */
record Growth(SourceFile file, int member, Author author) {
  /** A file's beginning comes before its members; apart from that the files' commits are mixed. */
  static List<Growth> inAnyOrder(List<SourceFile> files, Staff staff, Random random) {
    List<Deque<Growth>> open = new ArrayList<>();
    for (SourceFile file : files) {
      List<Growth> members = new ArrayList<>();
      for (int i = 0; i < file.members().size(); i++) {
        members.add(new Growth(file, i, authorOf(file, i, staff, random)));
      }
      Collections.shuffle(members, random);
      Deque<Growth> commits = new ArrayDeque<>(members);
      commits.addFirst(new Growth(file, -1, any(staff, random)));
      open.add(commits);
    }
    List<Growth> mixed = new ArrayList<>();
    while (!open.isEmpty()) {
      Deque<Growth> commits = open.get(random.nextInt(open.size()));
      mixed.add(commits.removeFirst());
      if (commits.isEmpty()) {
        open.remove(commits);
      }
    }
    return mixed;
  }

  String message() {
    return (member < 0 ? "Begin " : "Extend ") + file.name();
  }

  /** The member in which a place lies is its planned author's. */
  private static Author authorOf(SourceFile file, int member, Staff staff, Random random) {
    return Place.all().stream()
        .filter(place -> place.code().path().equals(file.path()))
        .filter(place -> file.memberOf(place.code().method()) == member)
        .findFirst()
        .map(staff::author)
        .orElseGet(() -> any(staff, random));
  }

  private static Author any(Staff staff, Random random) {
    return staff.authors().get(random.nextInt(staff.authors().size()));
  }
}
