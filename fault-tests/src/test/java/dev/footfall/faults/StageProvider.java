package dev.footfall.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each test that asks for it a {@link Stage}; all share one server, which nobody kills. */
final class StageProvider implements ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(StageProvider.class);

  /** A constructor's parameter belongs to the test that the instance is for, not to the class. */
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == Stage.class;
  }

  @Override
  public Stage resolveParameter(ParameterContext parameter, ExtensionContext test) {
    SharedServer shared =
        test.getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent(SharedServer.class, type -> SharedServer.start(), SharedServer.class);
    // what is in a store is closed with it
    return test.getStore(NAMESPACE)
        .computeIfAbsent(Stage.class, type -> new Stage(shared.server), Stage.class);
  }

  private record SharedServer(ServerProcess server, Path folder) implements AutoCloseable {

    static SharedServer start() {
      try {
        Path folder = Files.createTempDirectory("footfall-faults");
        return new SharedServer(new ServerProcess(folder), folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      server.close();
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
