package dev.footfall.servlet;

import com.fasterxml.jackson.core.JsonFactory;
import dev.footfall.Analytics;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;
import org.jspecify.annotations.NullMarked;
import org.slf4j.Logger;
import org.slf4j.simple.SimpleLogger;

/**
 * A web application on disk, as from a WAR: the filter by {@code web.xml}, with its init-params,
 * and its own copy of the library and of all that the library needs.
 */
final class WebApplication {

  /** One class of each jar that the application brings. */
  static final List<Class<?>> OWN =
      List.of(
          AnalyticsFilter.class,
          Analytics.class,
          OkHttpClient.class,
          okio.Buffer.class,
          kotlin.Unit.class,
          JsonFactory.class,
          Logger.class,
          SimpleLogger.class,
          MpscVarHandleArrayQueue.class,
          NullMarked.class,
          RedeployedServlet.class);

  private final Path folder;

  WebApplication(Path folder) throws IOException {
    this.folder = folder;
    for (Class<?> type : OWN) {
      Path from = placeOf(type);
      if (type == RedeployedServlet.class) {
        String file = type.getName().replace('.', '/') + ".class";
        copy(from.resolve(file), folder.resolve("WEB-INF/classes").resolve(file));
      } else if (Files.isDirectory(from)) {
        copyAll(from, folder.resolve("WEB-INF/classes"));
      } else {
        copy(from, folder.resolve("WEB-INF/lib").resolve(from.getFileName()));
      }
    }
  }

  private static Path placeOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void copyAll(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        copy(file, to.resolve(from.relativize(file)));
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    // Two class folders bring a module-info each; a class loader looks at neither.
    if (!Files.exists(to)) {
      Files.copy(from, to);
    }
  }

  /** Where it is, for a container to deploy. */
  Path folder() {
    return folder;
  }

  /** Says with which init-params the filter is deployed next. */
  void configure(Map<String, String> initParams) throws IOException {
    String params =
        initParams.entrySet().stream()
            .map(
                param ->
                    "<init-param><param-name>%s</param-name><param-value>%s</param-value></init-param>"
                        .formatted(param.getKey(), param.getValue()))
            .collect(Collectors.joining());
    Files.writeString(
        folder.resolve("WEB-INF/web.xml"),
        """
        <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="5.0"
            metadata-complete="true">
          <absolute-ordering/>
          <filter>
            <filter-name>footfall</filter-name>
            <filter-class>%s</filter-class>
            <async-supported>true</async-supported>
            %s
          </filter>
          <filter-mapping>
            <filter-name>footfall</filter-name>
            <url-pattern>/*</url-pattern>
            <dispatcher>REQUEST</dispatcher>
            <dispatcher>ASYNC</dispatcher>
            <dispatcher>ERROR</dispatcher>
          </filter-mapping>
          <servlet>
            <servlet-name>application</servlet-name>
            <servlet-class>%s</servlet-class>
            <async-supported>true</async-supported>
          </servlet>
          <servlet-mapping>
            <servlet-name>application</servlet-name>
            <url-pattern>/*</url-pattern>
          </servlet-mapping>
        </web-app>
        """
            .formatted(AnalyticsFilter.class.getName(), params, RedeployedServlet.class.getName()));
  }
}
