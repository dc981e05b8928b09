package dev.footfall.consumer;

import static dev.footfall.consumer.Access.Kind.CONSTRUCTOR;
import static dev.footfall.consumer.Access.Kind.FIELD;
import static dev.footfall.consumer.Access.Kind.METHOD;
import static dev.footfall.consumer.Access.Kind.PROXY;
import static dev.footfall.consumer.Access.Kind.RESOURCE;
import static dev.footfall.consumer.Access.Kind.SERVICE;
import static dev.footfall.consumer.Access.Kind.TYPE;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.ClassObjectReference;
import com.sun.jdi.Location;
import com.sun.jdi.Method;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StackFrame;
import com.sun.jdi.StringReference;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.Value;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.ListeningConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.VMDeathEvent;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs a program under a debugger that halts at the JDK's reflective methods and notes who called
 * them for what. A call by the JDK itself is the JDK's own business. {@code loadClass} is left out:
 * the VM calls it for each class that it links.
 */
final class ReflectionTrace {

  private static final int PATIENCE_SECONDS = 120;

  private static final String UPDATERS = "java.util.concurrent.atomic.Atomic";

  /** The reflective methods, and what each one asks for. */
  private static final Map<String, Map<String, Access.Kind>> METHODS =
      Map.of(
          "java.lang.Class",
          asking(
              Map.of(
                  TYPE, "forName",
                  CONSTRUCTOR,
                      "newInstance getConstructor getConstructors"
                          + " getDeclaredConstructor getDeclaredConstructors",
                  METHOD, "getMethod getMethods getDeclaredMethod getDeclaredMethods",
                  FIELD, "getField getFields getDeclaredField getDeclaredFields")),
          "java.lang.ClassLoader",
          asking(
              Map.of(
                  RESOURCE,
                  "getResource getResources getResourceAsStream resources getSystemResource"
                      + " getSystemResources getSystemResourceAsStream")),
          "java.lang.invoke.MethodHandles$Lookup",
          asking(
              Map.of(
                  TYPE, "findClass",
                  CONSTRUCTOR, "findConstructor",
                  METHOD, "findVirtual findStatic findSpecial",
                  FIELD,
                      "findGetter findSetter findStaticGetter findStaticSetter"
                          + " findVarHandle findStaticVarHandle")),
          "java.lang.reflect.Proxy",
          asking(Map.of(PROXY, "newProxyInstance")),
          "java.util.ResourceBundle",
          asking(Map.of(RESOURCE, "getBundle")),
          "java.util.ServiceLoader",
          asking(Map.of(SERVICE, "load")),
          UPDATERS + "IntegerFieldUpdater",
          asking(Map.of(FIELD, "newUpdater")),
          UPDATERS + "LongFieldUpdater",
          asking(Map.of(FIELD, "newUpdater")),
          UPDATERS + "ReferenceFieldUpdater",
          asking(Map.of(FIELD, "newUpdater")));

  /** What stands between a caller and them. */
  private static final Pattern LOADERS_AND_ACCESS =
      Pattern.compile("jdk\\.internal\\.loader\\..*|java\\.security\\.AccessController");

  private final Predicate<String> callers;
  private final Set<Access> accesses = new LinkedHashSet<>();
  private VirtualMachine vm;

  /**
   * @param callers the names of the classes whose accesses are noted
   */
  ReflectionTrace(Predicate<String> callers) {
    this.callers = callers;
  }

  private static Map<String, Access.Kind> asking(Map<Access.Kind, String> methods) {
    Map<String, Access.Kind> kinds = new HashMap<>();
    methods.forEach((kind, names) -> Stream.of(names.split(" ")).forEach(n -> kinds.put(n, kind)));
    return kinds;
  }

  /** Whether a line of {@code javap -c} calls one of the methods, or one that leads to them. */
  static boolean isCall(String instruction) {
    return instruction.contains(" java/lang/Class.getResource")
        || METHODS.entrySet().stream()
            .anyMatch(
                type ->
                    type.getValue().keySet().stream()
                        .map(name -> " " + type.getKey().replace('.', '/') + "." + name + ":")
                        .anyMatch(instruction::contains));
  }

  /** What was accessed while {@code main} ran to its end. */
  Set<Access> run(String classpath, List<String> options, Class<?> main, Path output)
      throws Exception {
    ListeningConnector connector =
        Bootstrap.virtualMachineManager().listeningConnectors().stream()
            .filter(candidate -> candidate.name().equals("com.sun.jdi.SocketListen"))
            .findFirst()
            .orElseThrow();
    Map<String, Connector.Argument> settings = connector.defaultArguments();
    settings.get("localAddress").setValue("127.0.0.1");
    settings.get("port").setValue("0");
    settings.get("timeout").setValue(String.valueOf(PATIENCE_SECONDS * 1000));
    String address = connector.startListening(settings);
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-agentlib:jdwp=transport=dt_socket,suspend=y,address="
                    + "127.0.0.1"
                    + address.substring(address.lastIndexOf(':')),
                "-cp",
                classpath));
    command.addAll(options);
    command.add(main.getName());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      vm = connector.accept(settings);
      prepare();
      follow();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException("The traced program failed, see " + output);
      }
      return accesses;
    } finally {
      process.destroyForcibly();
      connector.stopListening(settings);
    }
  }

  private void prepare() {
    for (String type : METHODS.keySet()) {
      vm.classesByName(type).forEach(this::haltIn);
      ClassPrepareRequest request = vm.eventRequestManager().createClassPrepareRequest();
      request.addClassFilter(type);
      request.setSuspendPolicy(EventRequest.SUSPEND_ALL);
      request.enable();
    }
  }

  private void haltIn(ReferenceType type) {
    Set<String> names = METHODS.get(type.name()).keySet();
    for (Method method : type.methods()) {
      if (names.contains(method.name()) && !method.isNative() && !method.isAbstract()) {
        BreakpointRequest request =
            vm.eventRequestManager().createBreakpointRequest(method.location());
        request.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
        request.enable();
      }
    }
  }

  private void follow() throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < deadline) {
      EventSet events = vm.eventQueue().remove(1000);
      if (events == null) {
        continue;
      }
      for (Event event : events) {
        if (event instanceof VMDeathEvent || event instanceof VMDisconnectEvent) {
          return;
        } else if (event instanceof ClassPrepareEvent prepared) {
          haltIn(prepared.referenceType());
        } else if (event instanceof BreakpointEvent halt) {
          note(halt.thread());
        }
      }
      events.resume();
    }
    throw new IllegalStateException("The traced program did not end in time.");
  }

  private void note(ThreadReference thread) throws Exception {
    StackFrame frame = thread.frame(0);
    Method method = frame.location().method();
    Location caller = caller(thread);
    if (caller == null || !callers.test(caller.declaringType().name())) {
      return;
    }
    Access.Kind kind = METHODS.get(method.declaringType().name()).get(method.name());
    accesses.add(access(kind, frame, caller.declaringType().name()));
  }

  /** Where the nearest frame stands that is not of the reflective classes themselves. */
  private static @Nullable Location caller(ThreadReference thread) throws Exception {
    int depth = thread.frameCount();
    for (int i = 1; i < depth; i++) {
      Location location = thread.frame(i).location();
      String type = location.declaringType().name();
      if (!METHODS.containsKey(type) && !LOADERS_AND_ACCESS.matcher(type).matches()) {
        return location;
      }
    }
    return null;
  }

  private static Access access(Access.Kind kind, StackFrame frame, String caller) {
    List<String> texts = new ArrayList<>();
    List<String> types = new ArrayList<>();
    ObjectReference self = frame.thisObject();
    if (self instanceof ClassObjectReference type) {
      types.add(type.reflectedType().name());
    }
    for (Value argument : frame.getArgumentValues()) {
      if (argument instanceof StringReference text) {
        texts.add(text.value());
      } else if (argument instanceof ClassObjectReference type) {
        types.add(type.reflectedType().name());
      }
    }
    String text = texts.isEmpty() ? "*" : texts.get(0);
    return switch (kind) {
      case TYPE, RESOURCE -> new Access(kind, text, "", caller);
      case SERVICE, PROXY -> new Access(kind, types.isEmpty() ? "*" : types.get(0), "", caller);
      case CONSTRUCTOR -> new Access(kind, types.get(0), "<init>", caller);
      case METHOD, FIELD ->
          // an updater's last argument names the field, its first the class
          new Access(kind, types.get(0), text, caller);
    };
  }
}
