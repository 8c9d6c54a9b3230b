package io.tocsin.crash;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The words that the JVM, operating systems and makers of thread pools write. In a text of which
 * the shape is not fixed, these stay and every other word goes: a name, an account, a token is not
 * among them. Long numbers go too.
 */
final class Vocabulary {
  private static final String JVM =
      "a able active adapter adapters added address after again agent aggressive all alloc allocate"
          + " allocated allocating allocation allocations allocs amount an and anon aot api archive are"
          + " area arena arenas args argument arguments array arrays assert at attach attempt available"
          + " average backing balanced barrier base based before begin bias biased bind birth births bit"
          + " bits blobs block blocked blocking blocks both bottom bounds buffer buffers bug build built"
          + " by byte bytes cache cached call cannot capacity card cards cause cds check chunk chunks"
          + " class classes cleaner client closed code codelet coder collected collection collections"
          + " collector commit committed committing common compaction compilation compile compiled"
          + " compiler compiling complete compressed conc concurrent configuration continue continues"
          + " copy core count counts cpu cpus crash crashed create created currently creating critical cs current"
          + " data debug deallocations death deaths decrease default deferred deoptimization deflation demand detected"
          + " direct dirty disabled dispatcher done down due dump dumped dumping dumps duplicated during dynamic"
          + " each eden elapsed elements empty enable enabled encountered end entries entry environment"
          + " epsilon ergonomic error errors event events exceeded execution exception exceptions exclusive exited"
          + " expand external failed failure fatal file files finalizer first flag flags footprint for"
          + " frame frames free freed freelist freelists from full function g garbage gc gen general"
          + " generation generational global granule granules guarantee guard handle handler handles"
          + " happened hash heap heaps high history hit hot howl huge humongous id idle illegal impossible"
          + " in inactive incomplete inconsistent increase info inital initial initialization initialize"
          + " initialized initiating instance insufficient internal interpreted interpreter interval"
          + " into invalid invocations is java jfr jit jni jvm jvmci jvmti kb keep kernel kind klass known"
          + " large larger last latency launcher length level libraries library limit limits line link"
          + " list live load loaded loading local lock locks log logging loop low main major malloc manage"
          + " managed map mapped mapping mappings maps mark marked marker marking markers may mb memory"
          + " merges merge message metadata metaspace method methods min mirror missed missing mixed mmap"
          + " mode modules monitor mutex name named narrow native new next nmethod nmethods no node nodes"
          + " non none nonprofiled normal not notification null num numa number object objects occurred of"
          + " off offline offset old on one online only oop oops open operation operations or order"
          + " ordered out outside outstanding overflow overhead own owned owner page pages parallel"
          + " par parsable partial pc pending per percentage periodic permanent place placed please point pointer"
          + " polling pool possible post pre precious predicate prev previous printing private problematic"
          + " process processed ps processing profiled profiling protect protecting ptr ptrs purge purges"
          + " quick range ranges reached read ready reason reasons recent reclaim reclaimed reduce"
          + " reference redefined refill refine refinement region regions register registers regular relocation"
          + " remark remembered rendezvous reported reporting requested required reservation reserve"
          + " reserved reserving resizing resolve resource resources restarted retained return returned"
          + " running runtime safepoint scan scanning sect section see serial server service set sets"
          + " shared sharing shift should shrink shutdown shutting signal single size sized sizes slot"
          + " slots small soft solutions some space spaces spans splits stack stacks start started starting"
          + " state statistics stats status step still stopped store string strong stub stubs submit support such"
          + " summary survivor survivors sweep sweeper symbol symbols synchronizing system table tables"
          + " tag tags target task tasks tenured than that the there this thread threads threshold tiered"
          + " time timed timeout timer to top total touch tracked tracking trap trash triggered truncated"
          + " tunables turned type unable uncommit uncommitted undefined under unknown unlimited unload unloading"
          + " unloaded unscaled unsafe until untracked unused up usable usage use used user using value"
          + " vanilla version virtual visit vm void vtable waiting was waste watcher weak which while whole"
          + " with within word words work worker workers would write written xor yes young z zero zeroed";

  private static final String SYSTEM =
      "aarch abrt access aes aix alignment almalinux alpine always amazon amd ampere anonymous apicid"
          + " apple apr april architected arm as aug august avail avx azul back backed bionic bios bit"
          + " bogomips bookworm boost bounce broadwell bronze bsd bullseye buster cascadelake cascade"
          + " centos cet cest cgroup cgroupv cgroups chrome clflush clmul clwb cma cmov codename"
          + " compaction container controllers coolthreads core cores corretto corrupted cortex coughlan"
          + " cpuid cpuset cx cygwin daemon darwin datacenter daylight debian dec december defrag dfl"
          + " driver dynamic dragonwell eastern edt el else emulator enterprise epoll epyc erms est even family"
          + " feb february fedora fibre fma focal fpu freebsd freq frequency fri friday fsrm fxsr gb genuine"
          + " genuineintel ghz glibc gmt gnu gold governor graalvm graviton green group guest happening hard"
          + " hardware haswell hat home host hotspot hour hours ht hugepage hugepages hugepagesize hugetlb"
          + " hyper hyperthreading hyperv hypervisor icelake ids inc infinity intel jammy jan january jdk"
          + " jre jul july jun june khz kvm launched leap lh liberica libc libthread linux lts lzcnt mac"
          + " mach macos machine madvise maintenance maipo major make manager march mar masked max maximum"
          + " meltdown mem memlock memorylimit mhz microcode microsoft milan mingw minimal minimum minor"
          + " mitigations mlocked mmu model mon monday move ms mst mdt msvc musl nahant neoverse never nfs"
          + " nic noble noc nofile november nov nproc nptl numbers october oct offs ootpa openjdk opensuse"
          + " opteron oracle os pdt peak photon physical pkg platform platinum plow popcnt posix power preempt protection protections"
          + " powervm ppc ppcle precise pretty pro processor processors product pst quad qemu quota radeon"
          + " rdtscp red release rhel rlimit rlimits rocky rss rtm running ryzen s sa santiago sapmachine"
          + " sat saturday scaling se sections sept september sep shares shmem siblings silver sierra skylake"
          + " slab sles smp smt socket sockets solaris sonoma sparc speculation squeeze sse ssse standard"
          + " stepping stream stretch sun sunos sunday suse swap swapped swapping sysctl temurin thu thursday"
          + " ticks tikanga times trixie tsc tsx tue tuesday ubuntu ulimit uname unevictable unit unix unsupported update"
          + " uptime usec utc utility ventura virtualbox virtualization vmalloc vmware vsphere vulnerable wed"
          + " wednesday west western windows wine workstation writeback wsl x xen xenial xeon xnu zen zing zulu"
          + " ca ce ee ea gcc clang with build bundled profile shenandoah sig signo zgc tm java server";

  private static final String PATHS =
      "activemq alternatives apache app apps artemis base bcel bin boot bootstrap cassandra catalina"
          + " classes cli client conf config console current dev eap elasticsearch endorsed etc ext fuse"
          + " hsperfdata images include instrument jar jars java jboss jbossweb jdwp jetty jfr jimage jli jna"
          + " jnidispatch jrockit jvm kafka karaf layers lib libexec libfuse libjava libjimage libjli"
          + " libjvm libnet libnio libverify libzip local locale log logs main mnt module netty nio nmt"
          + " openjfx opt overlays overlay path plugins proc program rt run sbin security server share"
          + " shm so source spring srv standalone sw sys temp test tmp tomcat tools usr var vendor volume"
          + " web webapp webapps wildfly work zip dll exe dylib jsa cds wrapper agent agents javaagent"
          + " opentelemetry tocsin async profiler";

  private static final String THREADS =
      "acceptor account accounts ack adder ajp akka amqp appender apr async batch bcast blocking boss"
          + " broker bus callback cancel channel checkpoint cluster commit commonpool completion connection"
          + " consumer container control coordinator cron curator database db deadlock dedicated delay"
          + " delete destroy dispatch disruptor elastic epoll eureka exec executor exporter fetch fetcher"
          + " finalizer flush forkjoin forkjoinpool fork join gateway grpc handler health heartbeat hikari"
          + " hikaripool housekeeper http https hystrix inbound indexer io jdbc jgroups job jms jobs js"
          + " keepalive keep lettuce ledger listener loader logback lucene mail message messaging metrics"
          + " mongo mongodb mq mysql network notifier nacos okhttp openssl order orders otel outbound"
          + " payment payments poller postgres processor producer publisher quartz queue rabbit reactor"
          + " reader reaper receiver record redis refresh refresher request response retry risk rmi rpc"
          + " scheduled scheduler scheduling scheduling selector sender session settlement shared shutdown"
          + " simple singlethread source span spring statement stream subscriber sync tcp timeout"
          + " tomcat trace transaction transfer transport udp undertow update virtual vert vertx watch"
          + " watchdog websocket worker writer xnio zookeeper deployment tpc cleaner";

  private static final Set<String> WORDS = new HashSet<>();

  static {
    for (String list : new String[] {JVM, SYSTEM, PATHS, THREADS}) {
      WORDS.addAll(Arrays.asList(list.split(" ")));
    }
  }

  /** Digits in one number; more are a phone, a card, an account. */
  private static final int MAX_DIGITS = 10;

  /** Numbers in groups, such as those of a card. */
  private static final Pattern GROUPED =
      Pattern.compile("(?<![0-9a-fA-Fx])\\d{3,6}(?:[ -]\\d{3,6}){2,}(?![0-9a-fA-F])");

  private static final Pattern LONG = Pattern.compile("(?<![0-9a-fA-Fx])(?![01]{16})\\d{16,}");

  private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-fA-F]{1,16}");

  private Vocabulary() {}

  static boolean knows(String word) {
    return WORDS.contains(word.toLowerCase(Locale.ROOT));
  }

  /**
   * Last of all rules: a number of 16 digits or more is a card, an account or an id. Amounts of
   * memory have up to 15; the masks of signal handlers are ones and zeros.
   */
  static String withoutLongNumbers(String line) {
    return LONG.matcher(line).replaceAll("#");
  }

  /** The text with "*" for each unknown word and "#" for each long number. */
  static String mask(String text) {
    String ungrouped = GROUPED.matcher(text).replaceAll("#");
    StringBuilder masked = new StringBuilder(ungrouped.length());
    int at = 0;
    while (at < ungrouped.length()) {
      if (!Character.isLetterOrDigit(ungrouped.charAt(at))) {
        char mark = ungrouped.charAt(at++);
        masked.append(mark < 128 && mark >= ' ' || mark == '\t' ? mark : '*');
        continue;
      }
      int end = at;
      while (end < ungrouped.length() && Character.isLetterOrDigit(ungrouped.charAt(end))) {
        end++;
      }
      masked.append(maskToken(ungrouped.substring(at, end)));
      at = end;
    }
    return masked.toString();
  }

  private static String maskToken(String token) {
    if (ADDRESS.matcher(token).matches()) {
      return token;
    }
    StringBuilder masked = new StringBuilder(token.length());
    int runs = 0;
    int at = 0;
    while (at < token.length()) {
      boolean digit = isDigit(token.charAt(at));
      int end = at;
      while (end < token.length() && isDigit(token.charAt(end)) == digit) {
        end++;
      }
      String run = token.substring(at, end);
      masked.append(digit ? run.length() > MAX_DIGITS ? "#" : run : isKnown(run) ? run : "*");
      runs++;
      at = end;
    }
    // Letters and digits in turn are a key or a token, not a word with a number.
    return runs > 3 ? "*" : masked.toString();
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** A word, a single ASCII letter, or words run together as in CamelCase. */
  private static boolean isKnown(String run) {
    if (knows(run) || run.length() == 1 && run.charAt(0) < 128) {
      return true;
    }
    int begin = 0;
    for (int i = 1; i <= run.length(); i++) {
      boolean hump =
          i == run.length()
              || Character.isUpperCase(run.charAt(i))
                  && (!Character.isUpperCase(run.charAt(i - 1))
                      || i + 1 < run.length() && Character.isLowerCase(run.charAt(i + 1)));
      if (hump) {
        if (!knows(run.substring(begin, i))) {
          return false;
        }
        begin = i;
      }
    }
    return true;
  }
}
