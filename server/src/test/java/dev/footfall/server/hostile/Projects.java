package dev.footfall.server.hostile;

import java.util.List;

/**
 * Whose keys the hostile requests use.
 *
 * @param own reads, is written to, and is never deleted from
 * @param share its share id
 * @param other another project, of which nothing else is used
 * @param expendable may be deleted
 * @param adminToken the server's
 * @param ids of records, of {@code own} and of the project that nobody may see
 */
record Projects(
    String own,
    String share,
    String other,
    String expendable,
    String adminToken,
    List<String> ids) {
  /** What no error may repeat. */
  List<String> secrets() {
    return List.of(own, share, other, expendable, adminToken);
  }

  Projects withExpendable(String key) {
    return new Projects(own, share, other, key, adminToken, ids);
  }
}
