package dev.footfall.server.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.footfall.server.store.RequestColumns;
import dev.footfall.server.store.StoredRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Collects lines, one for each request. */
abstract class ExportLines {
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private final Set<String> columns;

  private ExportLines(Set<String> columns) {
    this.columns = columns;
  }

  static ExportLines of(ExportParameters parameters) {
    return parameters.format() == ExportFormat.CSV
        ? new OfCsv(parameters)
        : new OfJson(parameters.columns());
  }

  /** What was collected since it was emptied. */
  ByteArrayOutputStream collected() {
    return lines;
  }

  abstract void add(StoredRequest request) throws IOException;

  final void write(StoredRequest request, RecordSink sink) throws IOException {
    boolean all = columns.size() == RequestColumns.names().size();
    RequestRecord.write(request, all ? sink : new ChosenColumns(sink, columns));
  }

  private static final class OfCsv extends ExportLines {
    private final CsvSink csv = new CsvSink();

    OfCsv(ExportParameters parameters) {
      super(parameters.columns());
      if (parameters.header()) {
        parameters.columns().forEach(name -> csv.text(name, name));
        end();
      }
    }

    @Override
    void add(StoredRequest request) throws IOException {
      write(request, csv);
      end();
    }

    private void end() {
      collected().writeBytes(csv.end().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static final class OfJson extends ExportLines {
    private static final JsonFactory FACTORY = new JsonFactory();

    OfJson(Set<String> columns) {
      super(columns);
    }

    @Override
    void add(StoredRequest request) throws IOException {
      try (JsonGenerator json = FACTORY.createGenerator(collected())) {
        json.writeStartObject();
        write(request, new JsonSink(json));
        json.writeEndObject();
      }
      collected().write('\n');
    }
  }
}
