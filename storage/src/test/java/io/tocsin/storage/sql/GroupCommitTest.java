package io.tocsin.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/** On a real SQLite file. */
class GroupCommitTest {
  private final AtomicInteger commits = new AtomicInteger();
  private volatile boolean diskFull;
  @TempDir private Path folder;
  private JdbcClient client;
  private GroupCommit group;

  @BeforeEach
  void open() {
    SqliteFile file = new SqliteFile(folder, Duration.ofSeconds(1));
    client = JdbcClient.create(file.writing());
    client.sql("CREATE TABLE word (value TEXT PRIMARY KEY)").update();
    JdbcTransactionManager transactions =
        new JdbcTransactionManager(file.writing()) {
          @Override
          protected void doCommit(DefaultTransactionStatus status) {
            if (diskFull) {
              doRollback(status);
              throw new TransactionSystemException("disk full");
            }
            commits.incrementAndGet();
            super.doCommit(status);
          }
        };
    group = new GroupCommit(client, new TransactionTemplate(transactions));
  }

  @Test
  void whatIsWrittenWhileAnotherCommits_sharesTheNextTransaction() throws Exception {
    List<FutureTask<Optional<String>>> writes = allAtOnce(70, i -> tx -> insert(tx, "word " + i));

    for (FutureTask<Optional<String>> write : writes) {
      assertThat(write.get()).isPresent();
    }
    assertThat(words()).hasSize(70);
    assertThat(commits).as("the first alone, then 32 at once").hasValue(1 + 3);
  }

  @Test
  void whatFailsOrIsEmpty_isUndoneAlone() throws Exception {
    List<FutureTask<Optional<String>>> writes =
        allAtOnce(
            9,
            i ->
                tx -> {
                  Optional<String> inserted = insert(tx, "word " + i);
                  return switch (i % 3) {
                    case 0 -> inserted;
                    case 1 -> Optional.empty();
                    default -> insert(tx, "word " + i);
                  };
                });

    for (int i = 0; i < 9; i++) {
      FutureTask<Optional<String>> write = writes.get(i);
      switch (i % 3) {
        case 0 -> assertThat(write.get()).contains("word " + i);
        case 1 -> assertThat(write.get()).isEmpty();
        default -> assertThatThrownBy(write::get).hasCauseInstanceOf(DataAccessException.class);
      }
    }
    assertThat(words()).containsExactly("word 0", "word 3", "word 6");
    assertThat(commits).hasValue(2);
  }

  @Test
  void aCommitThatFails_failsAllOfIt_andTheNextOnesWork() throws Exception {
    diskFull = true;
    List<FutureTask<Optional<String>>> writes = allAtOnce(5, i -> tx -> insert(tx, "word " + i));
    for (FutureTask<Optional<String>> write : writes) {
      assertThatThrownBy(write::get).hasRootCauseMessage("disk full");
    }
    assertThat(words()).isEmpty();

    diskFull = false;
    assertThat(group.write(tx -> insert(tx, "later"))).isPresent();
    assertThat(words()).containsExactly("later");
  }

  @Test
  void aWriteWithinAWrite_isRefused() {
    assertThatThrownBy(() -> group.write(tx -> group.write(inner -> insert(inner, "never"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("within");
    assertThat(words()).isEmpty();
  }

  /** The first holds its transaction open until all others wait. */
  private List<FutureTask<Optional<String>>> allAtOnce(
      int number, Function<Integer, Function<JdbcClient, Optional<String>>> work) throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch othersWait = new CountDownLatch(1);
    List<FutureTask<Optional<String>>> writes = new ArrayList<>();
    List<Thread> others = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      Function<JdbcClient, Optional<String>> mine = work.apply(i);
      Function<JdbcClient, Optional<String>> first =
          tx -> {
            begun.countDown();
            await(othersWait);
            return mine.apply(tx);
          };
      Function<JdbcClient, Optional<String>> which = i == 0 ? first : mine;
      FutureTask<Optional<String>> write = new FutureTask<>(() -> group.write(which));
      writes.add(write);
      Thread thread = Thread.ofPlatform().daemon().start(write);
      if (i == 0) {
        await(begun);
      } else {
        others.add(thread);
      }
    }
    for (Thread other : others) {
      while (other.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
    }
    othersWait.countDown();
    return writes;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Optional<String> insert(JdbcClient tx, String word) {
    tx.sql("INSERT INTO word (value) VALUES (:word)").param("word", word).update();
    return Optional.of(word);
  }

  private List<String> words() {
    return client.sql("SELECT value FROM word ORDER BY value").query(String.class).list();
  }
}
