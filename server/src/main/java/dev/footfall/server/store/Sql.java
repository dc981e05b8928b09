package dev.footfall.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

/** A statement in the making: its text, and the values that are bound to its places, in order. */
final class Sql {
  private final StringBuilder text = new StringBuilder();
  private final List<Object> values = new ArrayList<>();

  /** Adds text of this program's own, never what came from outside. */
  Sql add(String part) {
    text.append(part);
    return this;
  }

  Sql add(Sql part) {
    text.append(part.text);
    values.addAll(part.values);
    return this;
  }

  /** Adds a place for a value. */
  Sql bind(Object value) {
    text.append('?');
    values.add(value);
    return this;
  }

  /** Adds a place for an instant. */
  Sql bindTime(long micros) {
    return add("make_timestamp(").bind(micros).add(")");
  }

  /** Adds as many places as there are values, with commas between. */
  Sql bindAll(Collection<?> all) {
    for (Iterator<?> each = all.iterator(); each.hasNext(); ) {
      bind(each.next());
      if (each.hasNext()) {
        text.append(", ");
      }
    }
    return this;
  }

  PreparedStatement prepare(Connection connection) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(text.toString());
    try {
      for (int i = 0; i < values.size(); i++) {
        statement.setObject(i + 1, values.get(i));
      }
      return statement;
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }

  /** Runs it; returns how many rows it changed. */
  long execute(Connection connection) throws SQLException {
    try (PreparedStatement statement = prepare(connection)) {
      return statement.executeUpdate();
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
