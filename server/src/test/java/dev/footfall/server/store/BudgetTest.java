package dev.footfall.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BudgetTest {
  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  @Timeout(20)
  void statement_thatTakesLonger_isStopped_andTheConnectionIsAsGoodAsBefore() throws SQLException {
    try (PreparedStatement endless =
        connection.prepareStatement(
            "SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b")) {
      assertThatThrownBy(
              () -> Budget.limit(Duration.ofMillis(1), endless, PreparedStatement::executeQuery))
          .isInstanceOf(BudgetException.class);
    }
    try (PreparedStatement quick = connection.prepareStatement("SELECT 7");
        ResultSet row =
            Budget.limit(Duration.ofSeconds(5), quick, PreparedStatement::executeQuery)) {
      row.next();
      assertThat(row.getInt(1)).isEqualTo(7);
    }
  }

  @Test
  void statement_thatIsWrong_isNotTakenForSlow() throws SQLException {
    try (PreparedStatement wrong = connection.prepareStatement("SELECT error('a test')")) {
      assertThatThrownBy(
              () -> Budget.limit(Duration.ofSeconds(5), wrong, PreparedStatement::executeQuery))
          .isInstanceOf(SQLException.class);
    }
  }
}
