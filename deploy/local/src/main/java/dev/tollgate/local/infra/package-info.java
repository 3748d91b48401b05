/**
 * The two things Tollgate stands on, run for real on one machine: a PostgreSQL server and a one-node Kafka cluster, both
 * from Maven artifacts, without root, Docker or anything installed. The launcher uses them with durable settings, the
 * tests with throwaway ones; both get the same database from the same statements.
 */
@NullMarked
package dev.tollgate.local.infra;

import org.jspecify.annotations.NullMarked;
